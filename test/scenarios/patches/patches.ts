import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const request = { path: '/v1/chat/completions', json: chat }
const operation = 'createChatCompletion'

/** Effects of patches on responses. */
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
    title: 'patch changes an array item with a JSON Patch',
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
    title: 'body replaces the whole body before merge and patch apply',
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
    title: 'status selects the documented body of that status',
    patches: { default: { patches: [{ operation, status: 429 }] } },
    request,
    response: { status: 429, json: { error: { code: 'rate_limit_exceeded' } } },
  },
  {
    title: 'status without a documented response returns a generic error',
    patches: { default: { patches: [{ operation, status: 418 }] } },
    request,
    response: { status: 418, json: { error: { type: 'invalid_request_error', message: /418/ } } },
  },
  {
    title: 'status: 204 returns no body',
    patches: { default: { patches: [{ operation, status: 204 }] } },
    request,
    response: { status: 204, headers: { 'content-type': null }, text: '' },
  },
  {
    title: 'example selects an example of the operation',
    patches: { default: { patches: [{ operation, example: 'functions' }] } },
    request,
    response: { status: 200, json: { choices: [{ finish_reason: 'tool_calls' }] } },
  },
  {
    title: 'example of an error sets its status',
    patches: { default: { patches: [{ operation, example: 'insufficient-quota' }] } },
    request,
    response: { status: 429, json: { error: { code: 'insufficient_quota' } } },
  },
  {
    title: 'example of another status is ignored with a warning',
    patches: { default: { patches: [{ operation, status: 429, example: 'functions' }] } },
    request,
    response: {
      status: 429,
      headers: { 'x-mock-warning': /no example 'functions' with status 429/ },
      json: { error: { code: 'rate_limit_exceeded' } },
    },
  },
  {
    title: 'Prefer: code takes precedence over the status of a patch',
    patches: { default: { patches: [{ operation, status: 500 }] } },
    request: { ...request, headers: { prefer: 'code=429' } },
    response: { status: 429, json: { error: { code: 'rate_limit_exceeded' } } },
  },
  {
    title: 'headers sets headers and removes those that are null',
    patches: { default: { patches: [{ operation, headers: { 'X-Team': 'a', 'content-type': null } }] } },
    request,
    response: { status: 200, headers: { 'x-team': 'a' } },
  },
  {
    title: 'headers drops invalid headers with a warning',
    patches: { default: { patches: [{ operation, headers: { 'content-length': '3', 'a b': 'c' } }] } },
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /content-length is a connection header.*a b is not a valid header name/ },
    },
  },
  {
    title: 'body as base64 replaces a binary response',
    patches: { default: { patches: [{ operation: 'createSpeech', body: 'SGVsbG8=' }] } },
    request: { path: '/v1/audio/speech', json: { model: 'tts-1', voice: 'alloy', input: 'x' } },
    response: { status: 200, text: 'Hello' },
  },
  {
    title: 'a patch for another operation is not applied',
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
    title: `operation ${JSON.stringify(selector)} selects createChatCompletion`,
    patches: { default: { patches: [{ operation: selector, merge: { model: 'patched' } }] } },
    request,
    response: { status: 200, json: { model: 'patched' }, headers: { 'x-mock-warning': null } },
  })),
  {
    title: 'a patch without operation applies to all operations',
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
    title: 'continue: true lets later patches set the remaining fields',
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
    title: 'an invalid request is rejected before patches apply',
    patches: { default: { patches: [{ operation, status: 200, body: {} }] } },
    request: { path: '/v1/chat/completions', json: {} },
    response: { status: 400, headers: { 'x-mock-patches': null } },
  },
]

/** Isolation and selection of namespaces. */
export const namespaces: Scenario[] = [
  {
    title: '/@NAMESPACE in the path selects the namespace',
    patches: { 'team-a': { patches: [{ operation, merge: { model: 'team-a' } }] } },
    request: { ...request, path: '/@team-a/v1/chat/completions' },
    response: { status: 200, json: { model: 'team-a' } },
  },
  {
    title: 'X-Mock-Namespace selects the namespace',
    patches: { 'team-a': { patches: [{ operation, merge: { model: 'team-a' } }] } },
    request: { ...request, headers: { 'x-mock-namespace': 'team-a' } },
    response: { status: 200, json: { model: 'team-a' } },
  },
  {
    title: '/@NAMESPACE takes precedence over X-Mock-Namespace',
    patches: {
      'team-a': { patches: [{ operation, merge: { model: 'team-a' } }] },
      'team-b': { patches: [{ operation, merge: { model: 'team-b' } }] },
    },
    request: { ...request, path: '/@team-a/chat/completions', headers: { 'x-mock-namespace': 'team-b' } },
    response: { status: 200, json: { model: 'team-a' } },
  },
  {
    title: 'patches of one namespace do not apply to another',
    patches: { 'team-a': { patches: [{ operation, status: 500 }] } },
    request,
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  {
    title: 'a namespace without patches returns unpatched responses',
    request: { ...request, path: '/@nobody/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-patches': null, 'x-mock-warning': null } },
  },
]

/** Invalid patch documents, which never break a response. */
export const invalidPatchDocuments: Scenario[] = [
  {
    title: 'a malformed patch document is ignored with a warning',
    patches: { broken: '{"patches": [' },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /broken.* is not JSON/ } },
  },
  {
    title: 'a document without patches is ignored with a warning',
    patches: { broken: { rules: [] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /"patches"|"rules"/ } },
  },
  {
    title: 'an invalid patch is ignored and other patches apply',
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
    title: 'a JSON Patch that exceeds the copy limit is ignored with a warning',
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
      headers: { 'x-mock-warning': /the copied values exceed 5000000 characters \(copy:\d+\)/ },
    },
  },
  {
    title: 'an operation selector without a match is reported in a warning',
    patches: { broken: { patches: [{ operation: 'createChatCompletions', status: 500 }] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /"createChatCompletions" selects no operation/ } },
  },
  ...(
    [
      [{ op: 'replce', path: '/a', value: 1 }, /\/patch\/0\/op must be add or .*did you mean "replace"\?/],
      [{ op: 'replace', path: '/a' }, /\/patch\/0\/op "replace" requires a "path" and a "value"/],
      [{ op: 'move', path: '/a' }, /\/patch\/0\/op "move" requires a "path" and a "from"/],
      [
        { op: 'remove', path: 'choices[0].message' },
        /is not a JSON Pointer.*did you mean "\/choices\/0\/message"\?/,
      ],
    ] as const
  ).map(([wrong, warning]): Scenario => ({
    title: `the JSON Patch ${JSON.stringify(wrong)} is rejected with a warning`,
    patches: { operations: { patches: [{ operation, patch: [wrong] }] } },
    request: { ...request, path: '/@operations/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': warning } },
  })),
  {
    title: 'a JSON Patch that does not apply leaves the body unchanged',
    patches: { broken: { patches: [{ operation, patch: [{ op: 'remove', path: '/nowhere' }] }] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: {
      status: 200,
      headers: { 'x-mock-warning': /cannot apply the JSON Patch/ },
      json: { object: 'chat.completion' },
    },
  },
  {
    title: 'an unknown example is ignored with a warning',
    patches: { broken: { patches: [{ operation, example: 'nothing' }] } },
    request: { ...request, path: '/@broken/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-warning': /has no example 'nothing'/ } },
  },
]
