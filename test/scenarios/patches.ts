import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

const request = { path: '/v1/chat/completions', json: chat }
const operation = 'createChatCompletion'

/** What patches do to answers. */
export const patches: Scenario[] = [
  {
    title: 'merge changes part of the body and keeps the rest',
    patches: {
      default: { patches: [{ name: 'model', operation, merge: { model: 'patched', usage: null } }] },
    },
    request,
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'model', 'x-mock-warning': null },
      json: { model: 'patched', object: 'chat.completion' },
    },
  },
  {
    title: 'a JSON Patch reaches into lists',
    patches: {
      default: {
        patches: [
          {
            operation,
            patch: [{ op: 'replace', path: '/choices/0/message/content', value: 'Hello World!!' }],
          },
        ],
      },
    },
    request,
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'patches[0]' },
      json: { choices: [{ message: { content: 'Hello World!!' } }] },
    },
  },
  {
    title: 'body takes the place of the whole body, merge and patch change it after that',
    patches: {
      default: {
        patches: [
          { operation, body: { a: 1 }, merge: { b: 2 }, patch: [{ op: 'add', path: '/c', value: 3 }] },
        ],
      },
    },
    request,
    response: { status: 200, text: '{"a":1,"b":2,"c":3}' },
  },
  {
    title: 'status brings the body that belongs to it',
    patches: { default: { patches: [{ operation, status: 429 }] } },
    request,
    response: { status: 429, json: { error: { code: 'rate_limit_exceeded' } } },
  },
  {
    title: 'a status that the document lacks gets an error of its own',
    patches: { default: { patches: [{ operation, status: 418 }] } },
    request,
    response: { status: 418, json: { error: { type: 'invalid_request_error', message: /418/ } } },
  },
  {
    title: 'a status without a body has none',
    patches: { default: { patches: [{ operation, status: 204 }] } },
    request,
    response: { status: 204, headers: { 'content-type': null }, text: '' },
  },
  {
    title: 'example chooses one of the examples of the operation',
    patches: { default: { patches: [{ operation, example: 'functions' }] } },
    request,
    response: { status: 200, json: { choices: [{ finish_reason: 'tool_calls' }] } },
  },
  {
    title: 'an example brings the status that it belongs to',
    patches: { default: { patches: [{ operation, example: 'insufficient-quota' }] } },
    request,
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'an example of another status than the one that is set is said, and overlooked',
    patches: { default: { patches: [{ operation, status: 429, example: 'functions' }] } },
    request,
    response: {
      status: 429,
      headers: { 'x-mock-warning': /no example 'functions' with status 429/ },
      json: { error: { code: 'rate_limit_exceeded' } },
    },
  },
  {
    title: 'what the request prefers goes before what a patch says',
    patches: { default: { patches: [{ operation, status: 500 }] } },
    request: { ...request, headers: { prefer: 'code=429' } },
    response: { status: 429, json: { error: { code: 'rate_limit_exceeded' } } },
  },
  {
    title: 'headers are set, and taken away with null',
    patches: { default: { patches: [{ operation, headers: { 'X-Team': 'a', 'content-type': null } }] } },
    request,
    response: { status: 200, headers: { 'x-team': 'a' } },
  },
  {
    title: 'a header that would break HTTP is left out, and said',
    patches: { default: { patches: [{ operation, headers: { 'content-length': '3', 'a b': 'c' } }] } },
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /content-length belongs to the connection.*a b is no name of a header/ },
    },
  },
  {
    title: 'a binary answer is patched with base64',
    patches: { default: { patches: [{ operation: 'createSpeech', body: 'SGVsbG8=' }] } },
    request: { path: '/v1/audio/speech', json: { model: 'tts-1', voice: 'alloy', input: 'x' } },
    response: { status: 200, text: 'Hello' },
  },
  {
    title: 'a patch for another operation changes nothing',
    patches: { default: { patches: [{ operation: 'createEmbedding', status: 500 }] } },
    request,
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  ...[
    'POST /chat/completions',
    'post /v1/chat/completions/',
    'createChat*',
    'POST /chat/*',
    '* /chat/completions',
    '*',
    ['createEmbedding', operation],
  ].map((selector): Scenario => ({
    title: `an operation is selected by ${JSON.stringify(selector)}`,
    patches: { default: { patches: [{ operation: selector, merge: { model: 'patched' } }] } },
    request,
    response: { status: 200, json: { model: 'patched' }, headers: { 'x-mock-warning': null } },
  })),
  {
    title: 'a patch without an operation is for all',
    patches: { default: { patches: [{ status: 503 }] } },
    request: { path: '/v1/models' },
    response: { status: 503 },
  },
  {
    title: 'the first patch that matches wins',
    patches: {
      default: {
        patches: [
          { name: 'one', operation, merge: { model: 'one' } },
          { name: 'two', operation, merge: { model: 'two' } },
        ],
      },
    },
    request,
    response: { status: 200, headers: { 'x-mock-patches': 'one' }, json: { model: 'one' } },
  },
  {
    title: 'a patch that continues lets later ones add what it does not set',
    patches: {
      default: {
        patches: [
          { name: 'one', operation, continue: true, merge: { model: 'one' }, headers: { 'x-a': '1' } },
          {
            name: 'two',
            operation,
            merge: { model: 'two' },
            status: 201,
            headers: { 'x-a': '2', 'x-b': '2' },
          },
        ],
      },
    },
    request,
    response: {
      status: 201,
      headers: { 'x-mock-patches': 'one, two', 'x-a': '1', 'x-b': '2' },
      json: { model: 'one' },
    },
  },
  {
    title: 'an invalid request is refused before any patch',
    patches: { default: { patches: [{ operation, status: 200, body: {} }] } },
    request: { path: '/v1/chat/completions', json: {} },
    response: { status: 400, headers: { 'x-mock-patches': null } },
  },
]

/** Which patches count for which request. */
export const namespaces: Scenario[] = [
  {
    title: 'a namespace is chosen by path',
    patches: { 'team-a': { patches: [{ operation, merge: { model: 'team-a' } }] } },
    request: { ...request, path: '/@team-a/v1/chat/completions' },
    response: { status: 200, json: { model: 'team-a' } },
  },
  {
    title: 'a namespace is chosen by header',
    patches: { 'team-a': { patches: [{ operation, merge: { model: 'team-a' } }] } },
    request: { ...request, headers: { 'x-mock-namespace': 'team-a' } },
    response: { status: 200, json: { model: 'team-a' } },
  },
  {
    title: 'the path goes before the header',
    patches: {
      'team-a': { patches: [{ operation, merge: { model: 'team-a' } }] },
      'team-b': { patches: [{ operation, merge: { model: 'team-b' } }] },
    },
    request: { ...request, path: '/@team-a/chat/completions', headers: { 'x-mock-namespace': 'team-b' } },
    response: { status: 200, json: { model: 'team-a' } },
  },
  {
    title: 'patches of one namespace do not reach another',
    patches: { 'team-a': { patches: [{ operation, status: 500 }] } },
    request,
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  {
    title: 'a namespace without patches answers as the document says',
    request: { ...request, path: '/@nobody/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-patches': null, 'x-mock-warning': null } },
  },
]

/** Broken documents never break an answer. */
export const brokenPatches: Scenario[] = [
  {
    title: 'text that is not JSON is said, and overlooked',
    patches: { broken: '{"patches": [' },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /broken.* is not JSON/ } },
  },
  {
    title: 'a document without patches is said, and overlooked',
    patches: { broken: { rules: [] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /"patches"|"rules"/ } },
  },
  {
    title: 'a faulty patch is left out, and its neighbours count',
    patches: {
      broken: {
        patches: [
          { operation, stauts: 500 },
          { operation, status: 503 },
        ],
      },
    },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: {
      status: 503,
      headers: { 'x-mock-warning': /\/patches\/0\/stauts is an unknown field \(did you mean "status"\?\)/ },
    },
  },
  {
    title: 'a JSON Patch that doubles the body without end is left out',
    patches: {
      broken: {
        patches: [
          {
            operation,
            patch: Array.from({ length: 40 }, (_, at) => ({ op: 'copy', from: '', path: `/a${at}` })),
          },
        ],
      },
    },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: {
      status: 200,
      headers: { 'x-mock-warning': /the copies come to more than 5000000 characters \(copy:\d+\)/ },
    },
  },
  {
    title: 'a selector that selects nothing is said',
    patches: { broken: { patches: [{ operation: 'createChatCompletions', status: 500 }] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /"createChatCompletions" selects no operation/ } },
  },
  ...(
    [
      [{ op: 'replce', path: '/a', value: 1 }, /\/patch\/0\/op must be add or .*did you mean "replace"\?/],
      [{ op: 'replace', path: '/a' }, /\/patch\/0\/op "replace" needs a "value" besides a "path"/],
      [{ op: 'move', path: '/a' }, /\/patch\/0\/op "move" needs a "from" besides a "path"/],
      [
        { op: 'remove', path: 'choices[0].message' },
        /is no JSON Pointer.*did you mean "\/choices\/0\/message"\?/,
      ],
    ] as const
  ).map(([wrong, warning]): Scenario => ({
    title: `the JSON Patch ${JSON.stringify(wrong)} is refused`,
    patches: { operations: { patches: [{ operation, patch: [wrong] }] } },
    request: { ...request, path: '/@operations/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': warning } },
  })),
  {
    title: 'a JSON Patch that does not fit leaves the body as it was',
    patches: { broken: { patches: [{ operation, patch: [{ op: 'remove', path: '/nowhere' }] }] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: {
      status: 200,
      headers: { 'x-mock-warning': /does not apply/ },
      json: { object: 'chat.completion' },
    },
  },
  {
    title: 'an example that the operation lacks is said, and overlooked',
    patches: { broken: { patches: [{ operation, example: 'nothing' }] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /has no example 'nothing'/ } },
  },
]
