import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const operation = 'createChatCompletion'
const request: Scenario['request'] = { path: '/v1/chat/completions', json: chat }
const messageContent = (expected: string | RegExp) => ({ choices: [{ message: { content: expected } }] })
const replyWith = (reply: string, fields: object = {}) => ({ patches: [{ operation, reply }], ...fields })

const base64url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const functionTool = (name: string, properties: object) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties, required: Object.keys(properties) } },
})

const withPatchHeader = (header: string): Scenario['request'] => ({
  ...request,
  headers: { 'x-mock-patch': header },
})

/** Patches in the `X-Mock-Patch` header of a request. */
export const headerPatches: Scenario[] = [
  {
    title: 'X-Mock-Patch takes precedence over the patches of the namespace',
    patches: { default: replyWith('of the namespace') },
    request: withPatchHeader('{"reply": "of the header"}'),
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'X-Mock-Patch' },
      json: messageContent('of the header'),
    },
  },
  {
    title: 'X-Mock-Patch accepts a list of patches and honors continue',
    patches: { default: replyWith('of the namespace') },
    request: withPatchHeader(
      '[{"when":{"$.body.model":"x"},"status":500},{"name":"mine","headers":{"x-a":"b"},"continue":true}]',
    ),
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'mine, patches[0]', 'x-a': 'b' },
      json: messageContent('of the namespace'),
    },
  },
  {
    title: 'X-Mock-Patch accepts base64url-encoded JSON',
    request: withPatchHeader(base64url('{"reply": "Grüße ✓"}')),
    response: { status: 200, json: messageContent('Grüße ✓') },
  },
  {
    title: 'X-Mock-Patch accepts JSON with escaped characters',
    request: withPatchHeader('{"reply": "Gr\\u00fc\\u00dfe"}'),
    response: { status: 200, json: messageContent('Grüße') },
  },
  {
    title: 'X-Mock-Patch is ignored if it selects another operation',
    request: withPatchHeader('{"operation": "createEmbedding", "status": 500}'),
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  ...(
    [
      ['{"rply": 1}', /X-Mock-Patch: \/rply is an unknown field \(did you mean "reply"\?\)/],
      [
        '[{}, {"when": {"$.bdy": 1}}]',
        /X-Mock-Patch: \/1\/when\/\$\.bdy refers to the unknown request field "bdy"/,
      ],
      ['{"operation": "createChat"}', /\/operation "createChat" selects no operation/],
      ['{"reply": "{{ x }}"}', /\/reply has an unknown template "x"/],
      [
        '{"body": {"$file": "default.json"}}',
        /\/body\/\$file refers to a file, but files are not available here/,
      ],
      ['{"reply": ', /is not JSON/],
      ['no base64!', /neither JSON nor base64url/],
    ] as const
  ).map(([header, message]): Scenario => ({
    title: `X-Mock-Patch: ${header} is rejected`,
    request: withPatchHeader(header),
    response: { status: 400, json: { error: { message, code: 'invalid_patch', param: 'X-Mock-Patch' } } },
  })),
]

/** Namespace selection, and inheritance from the default namespace. */
export const namespaceSelection: Scenario[] = [
  {
    title: 'a key sk-mock-NAMESPACE-SECRET selects a namespace with hyphens',
    patches: { 'team-a': replyWith('team-a') },
    request: { ...request, headers: { authorization: 'Bearer sk-mock-team-a-123' } },
    response: { status: 200, json: messageContent('team-a') },
  },
  {
    title: 'an api-key header selects the namespace for Azure clients',
    patches: { 'team-a': replyWith('team-a') },
    request: { ...request, headers: { authorization: null, 'api-key': 'sk-mock-team-a-' } },
    response: { status: 200, json: messageContent('team-a') },
  },
  {
    title: 'a key sk-mock-NAME without a second hyphen does not select a namespace',
    patches: { team: replyWith('team') },
    request: { ...request, headers: { authorization: 'Bearer sk-mock-team' } },
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  {
    title: 'X-Mock-Namespace takes precedence over the key',
    patches: { 'team-a': replyWith('team-a'), 'team-b': replyWith('team-b') },
    request: {
      ...request,
      headers: { authorization: 'Bearer sk-mock-team-a-1', 'x-mock-namespace': 'team-b' },
    },
    response: { status: 200, json: messageContent('team-b') },
  },
  {
    title: 'a key with an invalid namespace name is rejected',
    request: { ...request, headers: { authorization: 'Bearer sk-mock-a/b-1' } },
    response: { status: 400, json: { error: { code: 'invalid_namespace' } } },
  },
  {
    title: 'extends: default applies the patches of default after its own',
    patches: {
      team: {
        extends: 'default',
        patches: [{ name: 'own', operation, continue: true, headers: { 'x-own': 'yes' } }],
      },
      default: { patches: [{ name: 'base', operation, reply: 'of default', headers: { 'x-own': 'no' } }] },
    },
    request: { ...request, path: '/@team/v1/chat/completions' },
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'own, base', 'x-own': 'yes' },
      json: messageContent('of default'),
    },
  },
  {
    title: 'a namespace without extends ignores the patches of default',
    patches: { team: { patches: [] }, default: replyWith('of default') },
    request: { ...request, path: '/@team/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  {
    title: 'extends: default inherits the settings of default',
    patches: {
      team: { extends: 'default', patches: [] },
      default: { settings: { clock: 1_000_000_000 }, patches: [] },
    },
    request: { ...request, path: '/@team/v1/chat/completions' },
    response: { status: 200, json: { created: 1_000_000_000 } },
  },
  {
    title: 'the clock setting of a namespace fixes the time of streams',
    patches: { default: { settings: { clock: 1_000_000_000 }, patches: [] } },
    request: { ...request, json: { ...chat, stream: true } },
    response: { status: 200, text: /"created":1000000000,/ },
  },
  {
    title: 'X-Mock-Clock takes precedence over the clock setting',
    patches: { default: { settings: { clock: 1_000_000_000 }, patches: [] } },
    request: { ...request, headers: { 'x-mock-clock': '5' } },
    response: { status: 200, json: { created: 5 } },
  },
  {
    title: 'X-Mock-Clock is rejected if it is not a number of seconds',
    request: { ...request, headers: { 'x-mock-clock': '2026-01-01T00:00:00Z' } },
    response: {
      status: 400,
      json: {
        error: {
          message:
            'Invalid X-Mock-Clock: 2026-01-01T00:00:00Z. Expected whole seconds since 1970, such as 1741569952.',
          param: 'X-Mock-Clock',
          code: 'invalid_preference',
        },
      },
    },
  },
]

/** `x-mock-explain: 1` explains why patches match or do not match. */
export const explainHeader: Scenario[] = [
  {
    title: 'X-Mock-Explain reports for each patch if it matches and the values found',
    patches: {
      default: {
        patches: [
          { name: 'é', operation, when: { '$.body.model': 'gpt-1', '$.method': 'POST' }, status: 500 },
          { name: 'two', operation, reply: 'x' },
          { name: 'three', operation, reply: 'y' },
        ],
      },
    },
    request: { ...request, headers: { 'x-mock-explain': '1' } },
    response: {
      status: 200,
      headers: {
        'x-mock-explanation': new RegExp(
          String.raw`"name":"\\u00e9","matches":false,"applies":false,"failed":\[\{"at":"/when/\$\.body\.model",` +
            String.raw`"condition":"gpt-1","found":\["[^"]+"\]\}\]\},\{"name":"two","matches":true,"applies":true\},` +
            String.raw`\{"name":"three","matches":true,"applies":false\}\]\}$`,
        ),
      },
    },
  },
  {
    title: 'X-Mock-Explain limits the size of the explanation of 1,000 patches',
    patches: {
      default: {
        patches: Array.from({ length: 1000 }, (_, index) => ({
          name: `patch ${index}`,
          operation,
          when: { '$.prompt': { contains: `nothing like this ${index}` } },
        })),
      },
    },
    request: { ...request, headers: { 'x-mock-explain': '1' } },
    response: { status: 200, headers: { 'x-mock-explanation': /^.{1000,4000}$/ } },
  },
  {
    title: 'X-Mock-Explain returns an explanation without any patches',
    request: { ...request, headers: { 'x-mock-explain': '1' } },
    response: { status: 200, headers: { 'x-mock-explanation': /"namespace":"default".*"patches":\[\]/ } },
  },
  {
    title: 'X-Mock-Explain returns the words that chose a tool and the sources of its arguments',
    request: {
      path: '/v1/chat/completions',
      json: {
        model: 'gpt-5.4',
        messages: [{ role: 'user', content: 'How far is it from Lyon to Nice in km?' }],
        tools: [
          functionTool('get_distance', { from_city: { type: 'string' }, to_city: { type: 'string' } }),
          functionTool('send_message', { text: { type: 'string' } }),
        ],
        n: 2,
      },
      headers: { 'x-mock-explain': '1' },
    },
    response: {
      status: 200,
      headers: {
        'x-mock-explanation': new RegExp(
          String.raw`"reasons":\[\{"at":"tool","from":"question","words":"get_distance: [^"]+"\},` +
            String.raw`\{"at":"get_distance/from_city","from":"question","words":"Lyon"\},` +
            String.raw`\{"at":"get_distance/to_city","from":"question","words":"Nice"\}\]\}$`,
        ),
      },
    },
  },
  {
    title: 'X-Mock-Explain returns the words that asked for a format',
    request: {
      path: '/v1/responses',
      json: { model: 'gpt-5.4', input: 'Is Rome in Italy? Answer with yes or no only.' },
      headers: { 'x-mock-explain': '1' },
    },
    response: {
      status: 200,
      headers: {
        'x-mock-explanation':
          /"reasons":\[\{"at":"format","from":"question","words":"choice: yes or no"\}\]\}$/,
      },
    },
  },
  {
    title: 'X-Mock-Explain shortens reasons with many characters that need escapes',
    request: {
      path: '/v1/chat/completions',
      json: {
        model: 'gpt-5.4',
        messages: [{ role: 'user', content: `Save the notes ${'"\u00e9\u00e8\u00ea\u00eb" '.repeat(60)}` }],
        tools: [
          functionTool(
            'save_notes',
            Object.fromEntries(
              Array.from({ length: 40 }, (_, index) => [`note_${index}`, { type: 'string' }]),
            ),
          ),
        ],
      },
      headers: { 'x-mock-explain': '1' },
    },
    response: { status: 200, headers: { 'x-mock-explanation': /^\{.{100,3998}\}$/ } },
  },
  {
    title: 'a request without X-Mock-Explain gets no explanation',
    request,
    response: { status: 200, headers: { 'x-mock-explanation': null } },
  },
]
