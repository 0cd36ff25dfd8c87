import type { Scenario } from '../scenario.ts'

const operation = 'createChatCompletion'

function check(title: string, document: unknown, json: object): Scenario {
  return {
    title,
    request: { method: 'POST', path: '/__mock/check', json: document },
    response: { status: 200, json },
  }
}

/** A check that relies on the two listModels examples of OpenAI's document. */
function checkWithDocument(title: string, document: unknown, json: object): Scenario {
  return { ...check(title, document, json), needs: 'document' }
}

/** Dry runs of patch documents. */
export const checks: Scenario[] = [
  check(
    '/__mock/check applies a patch to every example of its operation',
    {
      patches: [
        {
          name: 'hello',
          operation,
          patch: [{ op: 'replace', path: '/choices/0/message/content', value: 'Hi' }],
        },
      ],
    },
    {
      valid: true,
      faults: [],
      patches: [
        {
          name: 'hello',
          explanation: 'On createChatCompletion: changes /choices/0/message/content in the body.',
          operations: [operation],
          results: ['default', 'image-input', 'functions', 'logprobs'].map((example) => ({
            operation,
            example,
            status: 200,
            fits: true,
            violations: [],
            warnings: [],
          })),
          skipped: 0,
        },
      ],
    },
  ),
  checkWithDocument(
    '/__mock/check reports a result that violates the response schema',
    { patches: [{ operation: 'listModels', merge: { data: [{ id: 5 }] } }] },
    {
      valid: true,
      patches: [
        {
          results: ['default', 'default-2'].map((example) => ({
            example,
            fits: false,
            violations: [{ pointer: '/data/0/id', message: 'type "number" is invalid. Expected "string"' }],
          })),
        },
      ],
    },
  ),
  check(
    '/__mock/check reports the examples that a JSON Patch does not apply to',
    {
      patches: [
        {
          operation,
          patch: [{ op: 'replace', path: '/choices/0/message/tool_calls/0/id', value: 'call_1' }],
        },
      ],
    },
    {
      valid: true,
      patches: [
        {
          results: [
            { example: 'default', warnings: [/cannot apply the JSON Patch/] },
            { example: 'image-input', warnings: [/cannot apply the JSON Patch/] },
            { example: 'functions', fits: true, warnings: [] },
            { example: 'logprobs', warnings: [/cannot apply the JSON Patch/] },
          ],
        },
      ],
    },
  ),
  check(
    '/__mock/check validates documented errors and skips undocumented statuses',
    {
      patches: [
        { operation: 'listModels', status: 429 },
        { operation: 'listFiles', status: 418 },
      ],
    },
    {
      patches: [
        { results: [{ example: null, status: 429, fits: true }] },
        { results: [{ example: null, status: 418, fits: null }] },
      ],
    },
  ),
  check(
    '/__mock/check reports a patch that an earlier one shadows',
    {
      patches: [
        { name: 'all', operation: 'list*', status: 503 },
        { name: 'never', operation: 'listModels', status: 500 },
        { name: 'sometimes', operation: ['listModels', 'createEmbedding'], status: 500 },
      ],
    },
    { patches: [{ name: 'all' }, { name: 'never', shadowedBy: 'all' }, { name: 'sometimes' }] },
  ),
  checkWithDocument(
    '/__mock/check explains the conditions of a patch and applies it regardless',
    { patches: [{ operation: 'listModels', when: { '$.query.limit': '5' }, headers: { 'x-a': 'b' } }] },
    {
      patches: [
        {
          explanation: 'On listModels, when $.query.limit "5": sets the headers x-a.',
          results: [{ fits: true }, { fits: true }],
        },
      ],
    },
  ),
  check(
    '/__mock/check reports each issue with its path and a suggestion',
    {
      patches: [
        { staus: 503, nme: 'a' },
        { operation: 'createChatCompletions', status: 503 },
        { status: 1000 },
        { when: { '$.bdy.model': 'gpt-5.4' } },
      ],
    },
    {
      valid: false,
      faults: [
        { pointer: '/patches/0/staus', message: 'is an unknown field', suggestion: 'did you mean "status"?' },
        { pointer: '/patches/0/nme', message: 'is an unknown field', suggestion: 'did you mean "name"?' },
        { pointer: '/patches/1/operation', suggestion: /createChatCompletion/ },
        { pointer: '/patches/2/status', message: 'must be <= 599' },
        { pointer: '/patches/3/when/$.bdy.model', suggestion: 'did you mean "body"?' },
      ],
    },
  ),
  ...[
    ['/__mock/check reports a single issue for malformed JSON', '{ "patches": [', /^is not JSON/],
    [
      '/__mock/check reports a single issue for excessive nesting',
      '['.repeat(300) + ']'.repeat(300),
      /^is nested deeper/,
    ],
  ].map(([title, body, message]): Scenario => ({
    title: String(title),
    request: { method: 'POST', path: '/__mock/check', body: String(body) },
    response: { status: 200, json: { valid: false, faults: [{ pointer: '', message }], patches: [] } },
  })),
  check(
    '/__mock/check reports the first 100 issues and skips the last patches',
    { patches: Array.from({ length: 2000 }, () => ({ staus: 503 })) },
    {
      valid: false,
      faults: Array.from({ length: 100 }, () => ({ suggestion: 'did you mean "status"?' })),
      more: { faults: 101 },
    },
  ),
  check(
    '/__mock/check limits the number of compiled regular expressions',
    {
      patches: Array.from({ length: 4000 }, (_, index) => ({
        operation: 'listModels',
        when: { '$.query.after': { matches: `x${index}` } },
      })),
    },
    {
      valid: false,
      faults: [{ pointer: /^\/patches\/1\d\d\d$/, message: /too many conditions, templates or values$/ }],
    },
  ),
  check(
    '/__mock/check accepts 1,000 patches with conditions and templates',
    {
      patches: Array.from({ length: 1000 }, (_, index) => ({
        operation: 'createChatCompletion',
        when: {
          '$.prompt': { matches: `x${index}` },
          '$.body.model': { matches: '^gpt' },
          '$.namespace': 'team',
        },
        reply: '{{ prompt }}',
      })),
    },
    { valid: true, faults: [], more: { faults: 0, patches: 0 } },
  ),
  {
    title: '/__mock/namespaces is empty unless a document is stored',
    request: { path: '/__mock/namespaces' },
    response: { status: 200, json: { namespaces: [] } },
  },
]

const patches = {
  team: {
    patches: [
      {
        name: 'far',
        operation,
        when: { '$.body.model': 'gpt-4o', '$.prompt': { contains: 'weather' }, '$.headers.x-a': 'b' },
        status: 500,
      },
      { name: 'near', operation, when: { '$.body.model': 'gpt-5.4', '$.prompt': 'Bye!' }, status: 500 },
      { name: 'hello', operation, when: { '$.prompt': { contains: 'Hello' } }, headers: { 'x-a': 'b' } },
      { name: 'models', operation: 'listModels', status: 503 },
    ],
  },
}

const chat = { model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }

function explain(title: string, description: unknown, response: Partial<Scenario['response']>): Scenario {
  return {
    title,
    patches,
    request: { method: 'POST', path: '/__mock/explain', json: description },
    response: { status: 200, ...response },
  }
}

/** Explanations of which patches match a request. */
export const explanations: Scenario[] = [
  explain(
    '/__mock/explain lists matches and misses, the nearest miss first',
    { path: '/v1/chat/completions', namespace: 'team', body: chat },
    {
      json: {
        operation,
        namespace: 'team',
        prompt: 'Hello!',
        status: 200,
        applied: ['hello'],
        matches: [{ name: 'hello', matches: true }],
        misses: [
          {
            name: 'near',
            failed: ['/when/$.prompt: found ["Hello!"]'],
            conditions: [
              { path: '$.body.model', condition: 'gpt-5.4', found: ['gpt-5.4'], satisfied: true },
              { path: '$.prompt', condition: 'Bye!', found: ['Hello!'], satisfied: false },
            ],
          },
          { name: 'far', failed: [/model/, /prompt/, '/when/$.headers.x-a: found nothing'] },
        ],
        elsewhere: [{ name: 'models', operation: 'listModels' }],
      },
    },
  ),
  explain(
    '/__mock/explain accepts a namespace in the path, a method and headers',
    { method: 'get', path: '/@team/models', headers: { 'X-A': 'b' } },
    { json: { request: { method: 'GET' }, operation: 'listModels', applied: ['models'], status: 503 } },
  ),
  explain(
    '/__mock/explain reports the validation error of a rejected request',
    { path: '/v1/chat/completions', namespace: 'team', body: { model: 'gpt-5.4' } },
    { json: { status: 400, applied: [], refused: { error: { param: 'messages' } } } },
  ),
  explain(
    "/__mock/explain reports OpenAI's error for an unknown path",
    { path: '/v1/chat/completion', body: chat },
    { json: { operation: null, status: 404, refused: { error: { message: /^Invalid URL/ } } } },
  ),
  ...cases(
    ['without a path', { method: 'GET' }, 'path'],
    ['with a relative path', { path: 'v1/models' }, 'path'],
    ['with a header value that is not a string', { path: '/v1/models', headers: { 'x-a': 5 } }, 'headers'],
    ['with an unknown field', { path: '/v1/models', bdy: {} }, 'bdy'],
    ['with a namespace that is not a string', { path: '/v1/models', namespace: 5 }, 'namespace'],
    ['with an invalid method', { path: '/v1/models', method: 'CON NECT' }, 'method'],
    ['with a body of a GET', { path: '/v1/models', method: 'GET', body: 'x' }, null],
    ['with an invalid header name', { path: '/v1/models', headers: { 'a b': 'c' } }, null],
  ).map(([what, description, param]) =>
    explain(`/__mock/explain rejects a description ${what}`, description, {
      status: 400,
      json: { error: { param, code: 'invalid_request_description', message: /Expected \{ "method"/ } },
    }),
  ),
  {
    title: '/__mock/explain requires a key for itself but not for the described request',
    settings: { apiKeys: ['sk-first-0123456789'] },
    request: {
      path: '/__mock/explain',
      headers: { authorization: 'Bearer sk-first-0123456789' },
      json: { path: '/v1/models' },
    },
    response: { status: 200, json: { operation: 'listModels', status: 200 } },
  },
]

function cases(...all: [what: string, description: unknown, param: string | null][]) {
  return all
}
