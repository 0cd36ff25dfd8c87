import type { Scenario } from './scenario.ts'

const operation = 'createChatCompletion'

function check(title: string, document: unknown, json: object): Scenario {
  return {
    title,
    request: { method: 'POST', path: '/__mock/check', json: document },
    response: { status: 200, json },
  }
}

/** Of the list of models, OpenAI's document has two examples. */
function checkOfDocument(title: string, document: unknown, json: object): Scenario {
  return { ...check(title, document, json), needs: 'document' }
}

/** What is said of a patch document before it is used. */
export const checks: Scenario[] = [
  check(
    'a patch is tried on every example of its operation',
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
          explanation: 'On createChatCompletion: changes /choices/0/message/content of the body.',
          operations: [operation],
          results: ['default', 'image-input', 'functions', 'logprobs'].map((example) => ({
            operation,
            example,
            status: 200,
            fits: true,
            misfits: [],
            warnings: [],
          })),
          untried: 0,
        },
      ],
    },
  ),
  checkOfDocument(
    'a result that no longer fits the response schema is told, with the place',
    { patches: [{ operation: 'listModels', merge: { data: [{ id: 5 }] } }] },
    {
      valid: true,
      patches: [
        {
          results: ['default', 'default-2'].map((example) => ({
            example,
            fits: false,
            misfits: [{ pointer: '/data/0/id', message: 'type "number" is invalid. Expected "string"' }],
          })),
        },
      ],
    },
  ),
  check(
    'a JSON Patch that does not apply to an example is told',
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
            { example: 'default', warnings: [/does not apply/] },
            { example: 'image-input', warnings: [/does not apply/] },
            { example: 'functions', fits: true, warnings: [] },
            { example: 'logprobs', warnings: [/does not apply/] },
          ],
        },
      ],
    },
  ),
  check(
    'an error is held against its own schema, and a status that the document lacks against none',
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
    'a patch that another one hides is told',
    {
      patches: [
        { name: 'all', operation: 'list*', status: 503 },
        { name: 'never', operation: 'listModels', status: 500 },
        { name: 'sometimes', operation: ['listModels', 'createEmbedding'], status: 500 },
      ],
    },
    { patches: [{ name: 'all' }, { name: 'never', hiddenBy: 'all' }, { name: 'sometimes' }] },
  ),
  checkOfDocument(
    'conditions are explained, and are no obstacle to trying the patch',
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
    'every fault of a document is told by its place, with a suggestion where there is one',
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
    ['a document that is no JSON has one fault', '{ "patches": [', /^is not JSON/],
    [
      'a document that is nested too deep has one fault',
      '['.repeat(300) + ']'.repeat(300),
      /^is nested deeper/,
    ],
  ].map(([title, body, message]): Scenario => ({
    title: String(title),
    request: { method: 'POST', path: '/__mock/check', body: String(body) },
    response: { status: 200, json: { valid: false, faults: [{ pointer: '', message }], patches: [] } },
  })),
  check(
    'of very many faulty patches, the first are told and the last not looked at',
    { patches: Array.from({ length: 2000 }, () => ({ staus: 503 })) },
    {
      valid: false,
      faults: Array.from({ length: 100 }, () => ({ suggestion: 'did you mean "status"?' })),
      more: { faults: 901 },
    },
  ),
  check(
    'more regular expressions than fit into memory are not compiled',
    {
      patches: Array.from({ length: 4000 }, (_, index) => ({
        operation: 'listModels',
        when: { '$.query.after': { matches: `x${index}` } },
      })),
    },
    {
      valid: false,
      faults: [{ pointer: /^\/patches\/2\d\d\d$/, message: /so many conditions, templates or values$/ }],
    },
  ),
  check(
    'a thousand patches with conditions of all kinds are looked at',
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
    title: 'nothing is stored by a check',
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

/** What is said of how patches are chosen for a request. */
export const explanations: Scenario[] = [
  explain(
    'a request is told which patches match it, and on what the others fail, the nearest first',
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
              { path: '$.body.model', condition: 'gpt-5.4', found: ['gpt-5.4'], held: true },
              { path: '$.prompt', condition: 'Bye!', found: ['Hello!'], held: false },
            ],
          },
          { name: 'far', failed: [/model/, /prompt/, '/when/$.headers.x-a: found nothing'] },
        ],
        elsewhere: [{ name: 'models', operation: 'listModels' }],
      },
    },
  ),
  explain(
    'a namespace in the path, a method and headers are taken as in a request',
    { method: 'get', path: '/@team/models', headers: { 'X-A': 'b' } },
    { json: { request: { method: 'GET' }, operation: 'listModels', applied: ['models'], status: 503 } },
  ),
  explain(
    'a request that is refused before patches are looked at is told why',
    { path: '/v1/chat/completions', namespace: 'team', body: { model: 'gpt-5.4' } },
    { json: { status: 400, applied: [], refused: { error: { param: 'messages' } } } },
  ),
  explain(
    'an unknown path is told as the API does',
    { path: '/v1/chat/completion', body: chat },
    { json: { operation: null, status: 404, refused: { error: { message: /^Invalid URL/ } } } },
  ),
  ...cases(
    ['a path', { method: 'GET' }, 'path'],
    ['a whole path', { path: 'v1/models' }, 'path'],
    ['headers that are texts', { path: '/v1/models', headers: { 'x-a': 5 } }, 'headers'],
    ['no other field', { path: '/v1/models', bdy: {} }, 'bdy'],
    ['a namespace that is a text', { path: '/v1/models', namespace: 5 }, 'namespace'],
    ['a method that there can be', { path: '/v1/models', method: 'CON NECT' }, 'method'],
    ['no body of a GET', { path: '/v1/models', method: 'GET', body: 'x' }, null],
    ['headers that there can be', { path: '/v1/models', headers: { 'a b': 'c' } }, null],
  ).map(([what, description, param]) =>
    explain(`a description of a request must have ${what}`, description, {
      status: 400,
      json: { error: { param, code: 'invalid_request_description', message: /Expected \{ "method"/ } },
    }),
  ),
  {
    title: 'where keys are restricted, the request that is explained needs none, but who asks does',
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
