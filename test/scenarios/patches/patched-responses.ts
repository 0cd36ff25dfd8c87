import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const operation = 'createChatCompletion'
const request: Scenario['request'] = {
  path: '/v1/chat/completions',
  headers: { 'x-mock-clock': '1741569952' },
  json: { ...chat, seed: 7, messages: [{ role: 'user', content: 'Tell me a secret' }] },
}

const withPatches = (...patches: object[]) => ({
  default: { patches: patches.map((patch) => ({ operation, ...patch })) },
})

const messageContent = (expected: string | RegExp) => ({ choices: [{ message: { content: expected } }] })

const errorCodes: [code: string, status: number, type: string][] = [
  ['rate_limit_exceeded', 429, 'requests'],
  ['insufficient_quota', 429, 'insufficient_quota'],
  ['context_length_exceeded', 400, 'invalid_request_error'],
  ['content_policy_violation', 400, 'invalid_request_error'],
  ['content_filter', 400, 'invalid_request_error'],
  ['invalid_prompt', 400, 'invalid_request_error'],
  ['unsupported_parameter', 400, 'invalid_request_error'],
  ['invalid_api_key', 401, 'invalid_request_error'],
  ['account_deactivated', 401, 'invalid_request_error'],
  ['unsupported_country_region_territory', 403, 'request_forbidden'],
  ['model_not_found', 404, 'invalid_request_error'],
  ['server_error', 500, 'server_error'],
  ['overloaded', 503, 'server_error'],
  ['slow_down', 503, 'server_error'],
]

/** The field `error` of a patch. */
export const errorField: Scenario[] = [
  ...errorCodes.map(([code, status, type]): Scenario => ({
    title: `error: ${code} returns ${status} with type ${type}`,
    patches: withPatches({ error: code }),
    request,
    response: { status, json: { error: { code, type, message: /./ } }, headers: { 'x-mock-warning': null } },
  })),
  {
    title: 'error: rate_limit_exceeded sets retry and rate limit headers',
    patches: withPatches({ error: 'rate_limit_exceeded' }),
    request,
    response: { status: 429, headers: { 'retry-after': '1', 'x-ratelimit-remaining-tokens': /^\d+$/ } },
  },
  {
    title: 'error: insufficient_quota does not set retry-after',
    patches: withPatches({ error: 'insufficient_quota' }),
    request,
    response: { status: 429, headers: { 'retry-after': null } },
  },
  {
    title: 'error with an unknown code derives the status from the name',
    patches: withPatches({ error: 'team_quota_reached' }),
    request,
    response: { status: 429, json: { error: { code: 'team_quota_reached', message: /team_quota_reached/ } } },
  },
  {
    title: 'error as an object overrides message, param and status',
    patches: withPatches({
      error: { code: 'model_not_found', message: 'No {{ $.body.model }} here.', param: null, status: 410 },
    }),
    request,
    response: {
      status: 410,
      json: { error: { message: `No ${chat.model} here.`, type: 'invalid_request_error', param: null } },
    },
  },
  {
    title: 'status of a patch takes precedence over the status of its error',
    patches: withPatches({ error: 'server_error', status: 502 }),
    request,
    response: { status: 502, json: { error: { code: 'server_error' } } },
  },
  {
    title: 'error keeps the message of the patch on models/{id}',
    patches: { default: { patches: [{ error: { code: 'model_not_found', message: 'gone' } }] } },
    request: { path: '/v1/models/gpt-1' },
    response: { status: 404, json: { error: { message: 'gone' } } },
  },
  {
    title: 'Prefer: code takes precedence over error of a patch',
    patches: withPatches({ error: 'server_error' }),
    request: { ...request, headers: { prefer: 'code=200' } },
    response: { status: 200 },
  },
]

/** The field `reply` of a patch, and changes to the body after it. */
export const replyField: Scenario[] = [
  {
    title: 'reply sets the text of a chat completion',
    patches: withPatches({ reply: 'Hello World!!' }),
    request,
    response: { status: 200, json: { ...messageContent('Hello World!!'), object: 'chat.completion' } },
  },
  {
    title: 'merge, patch and target apply in this order after reply',
    patches: withPatches({
      reply: 'one',
      merge: { a: [1], model: 'merged' },
      patch: [{ op: 'copy', from: '/model', path: '/b' }],
      target: '$.choices[*].message.content',
      update: 'two',
    }),
    request,
    response: { status: 200, json: { ...messageContent('two'), model: 'merged', b: 'merged', a: [1] } },
  },
  {
    title: 'reply takes precedence over example and dynamic',
    patches: withPatches({ reply: 'mine', example: 'functions', continue: true }, { dynamic: true }),
    request,
    response: { status: 200, json: messageContent('mine') },
  },
  {
    title: 'update merges into every object that target selects',
    patches: withPatches({ target: '$.choices[*].message', update: { refusal: null, note: { a: 1 } } }),
    request,
    response: { status: 200, json: { choices: [{ message: { note: { a: 1 }, role: 'assistant' } }] } },
  },
  {
    title: 'update appends to every array that target selects',
    patches: withPatches({ target: '$.choices', update: { index: 7 } }),
    request,
    response: { status: 200, json: { choices: [{ index: 0 }, { index: 7 }] } },
  },
  {
    title: 'remove deletes every value that target selects',
    patches: withPatches({
      body: { list: [{ keep: 1 }, { drop: 1 }, { drop: 2 }, { keep: 2 }] },
      target: '$.list[?@.drop]',
      remove: true,
    }),
    request,
    response: { status: 200, text: '{"list":[{"keep":1},{"keep":2}]}' },
  },
  {
    title: 'a target without a match is reported in a warning',
    patches: withPatches({ target: '$.choices[5]', remove: true }),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /target \$\.choices\[5\].*does not match anything/ },
    },
  },
  {
    title: 'target and update are taken from the same patch',
    patches: withPatches(
      { target: '$.model', update: 'one', continue: true },
      { target: '$.id', remove: true },
    ),
    request,
    response: { status: 200, json: { model: 'one', id: /^chatcmpl/ } },
  },
  {
    title: 'dynamic: true in a patch generates the body from the schema',
    patches: { default: { patches: [{ operation: 'listModels', dynamic: true }] } },
    request: { path: '/v1/models' },
    response: { status: 200, headers: { 'x-mock-warning': null }, json: { object: 'list' } },
  },
]

/** Templates in patches. */
export const templates: Scenario[] = [
  ...(
    [
      ['{{ prompt }}', 'Tell me a secret'],
      ['<{{$.body.model}}>', `<${chat.model}>`],
      ['{{ $.body.messages[*].role }} of {{ $.body.messages }}', /^user of \[\{"role":"user"/],
      ['{{ $.body.missing }}!', '!'],
      ['{{ now }} {{ now iso }}', '1741569952 2025-03-10T01:25:52.000Z'],
      ['{{ uuid }}', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
      ['{{ random 1 6 }}{{ random 1 6 }}{{ random -3 -3 }}', /^[1-6][1-6]-3$/],
      ["{{ '{{' }} stays }}", '{{ stays }}'],
      [
        '{{ $.headers.x-mock-clock }} {{ $.method }} {{ $.path }} {{ $.namespace }}',
        /^1741569952 POST \/chat\S+ default$/,
      ],
    ] as const
  ).map(([reply, expected]): Scenario => ({
    title: `the template ${reply} is rendered in a reply`,
    patches: withPatches({ reply }),
    request,
    response: { status: 200, json: messageContent(expected), headers: { 'x-mock-warning': null } },
  })),
  {
    title: '$value keeps the type of the value and $literal is not expanded',
    patches: withPatches({
      body: {
        number: { $value: '$.body.seed' },
        list: { $value: '$.body.messages[*].role' },
        none: { $value: '$.body.missing' },
        clock: { $value: 'now' },
        literal: { $literal: { $value: '{{ x' } },
        text: '{{ $.body.seed }}',
        plain: true,
      },
    }),
    request,
    response: {
      status: 200,
      text: '{"number":7,"list":["user"],"none":null,"clock":1741569952,"literal":{"$value":"{{ x"},"text":"7","plain":true}',
    },
  },
  {
    title: 'templates are rendered in reply, merge, patch, update and headers',
    patches: withPatches({
      reply: { toolCalls: [{ name: 'look_up', arguments: { about: '{{ prompt }}' } }] },
      merge: { a: '{{ $.body.model }}' },
      patch: [{ op: 'add', path: '/b', value: { $value: '$.body.seed' } }],
      target: '$.usage',
      update: { c: '{{ now }}' },
      headers: { 'x-model': '{{ $.body.model }}' },
    }),
    request,
    response: {
      status: 200,
      headers: { 'x-model': chat.model },
      json: {
        a: chat.model,
        b: 7,
        usage: { c: '1741569952' },
        choices: [{ message: { tool_calls: [{ function: { arguments: '{"about":"Tell me a secret"}' } }] } }],
      },
    },
  },
  {
    title: 'a template result with the wrong type is dropped with a warning',
    patches: withPatches({ reply: { usage: { $value: '$.body.model' } }, headers: { 'x-a': 'b' } }),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /\/reply\/usage must be object/, 'x-a': 'b' },
      json: { object: 'chat.completion' },
    },
  },
  {
    title: 'a template result that is not a valid header value is dropped with a warning',
    patches: withPatches({ headers: { 'x-a': '{{ prompt }}' } }),
    request: { ...request, json: { ...chat, messages: [{ role: 'user', content: 'a\r\nx-b: c' }] } },
    response: {
      status: 200,
      headers: { 'x-a': null, 'x-b': null, 'x-mock-warning': /x-a has an invalid header value/ },
    },
  },
  {
    title: 'template output over 1,000,000 characters is reported in a warning',
    patches: withPatches({ body: { list: Array.from({ length: 200 }, () => '{{ $.body }}') } }),
    request: { ...request, json: { ...chat, messages: [{ role: 'user', content: 'x'.repeat(20_000) }] } },
    response: { status: 200, headers: { 'x-mock-warning': /exceeds 1000000 characters/ } },
  },
  ...(
    [
      ['{{ promt }}', /unknown template "promt" \(did you mean "prompt"\?/],
      ['{{ constructor }}', /unknown template "constructor"/],
      ['{{ $.bdy.model }}', /refers to the unknown request field "bdy".*did you mean "body"\?/],
      ['{{ $.body[ }}', /is not a valid JSONPath/],
      ['{{ random 6 1 }}', /lacks two integers/],
      ['{{ prompt', /unclosed template/],
    ] as const
  ).map(([reply, warning]): Scenario => ({
    title: `the template ${reply} is rejected with a warning`,
    patches: { templates: { patches: [{ operation, reply }] } },
    request: { ...request, path: '/@templates/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': warning, 'x-mock-patches': null } },
  })),
]
