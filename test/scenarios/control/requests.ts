import type { Scenario, Step } from '../scenario.ts'

const RECORDED = { settings: { journal: true }, patches: [] }

/** @returns a step that sends a chat completion to a namespace */
function chat(namespace: string, content: string, more: object = {}): Step {
  return {
    request: {
      path: `/@${namespace}/v1/chat/completions`,
      json: { model: 'gpt-4o', messages: [{ role: 'user', content }], ...more },
      headers: { 'x-mock-test': 'checkout' },
    },
  }
}

/** Recorded requests: the list, its filters, exports and verification. */
export const recordedRequests: Scenario[] = [
  {
    title: '/__mock/requests lists a request with its response, question and patches',
    patches: {
      'requests-1': {
        settings: { journal: true },
        patches: [{ name: 'hi', operation: 'createChatCompletion', reply: 'Hi.' }],
      },
    },
    before: [chat('requests-1', 'Hello')],
    request: { path: '/__mock/requests/requests-1' },
    response: {
      status: 200,
      json: {
        object: 'list',
        has_more: false,
        data: [
          {
            seq: 1,
            id: /^req_/,
            test: 'checkout',
            operation: 'createChatCompletion',
            method: 'POST',
            path: '/v1/chat/completions',
            headers: { authorization: 'Bearer [redacted]' },
            body: { model: 'gpt-4o' },
            prompt: 'Hello',
            status: 200,
            error: null,
            patches: ['hi'],
            nearest: null,
            response: { body: { choices: [{ message: { content: 'Hi.' } }] }, truncated: false },
          },
        ],
      },
    },
  },
  {
    title: '/__mock/requests lists the events of a streamed response with their times',
    patches: { 'requests-2': RECORDED },
    before: [chat('requests-2', 'Hello', { stream: true })],
    request: { path: '/__mock/requests/requests-2' },
    response: {
      status: 200,
      text: /"events": \[\s*\{\s*"milliseconds": [\d.]+,\s*"event": null,\s*"data": \{/,
    },
  },
  {
    title: '/__mock/requests names the nearest patch and its failed conditions',
    patches: {
      'requests-3': {
        settings: { journal: true },
        patches: [{ name: 'other model', when: { '$.body.model': 'gpt-5.4' }, status: 500 }],
      },
    },
    before: [chat('requests-3', 'Hello')],
    request: { path: '/__mock/requests/requests-3' },
    response: {
      status: 200,
      json: { data: [{ nearest: { name: 'other model', failed: [/gpt-4o/] } }] },
    },
  },
  {
    title: '/__mock/requests filters by operation, status and test, and limits the list',
    patches: { 'requests-4': RECORDED },
    before: [
      chat('requests-4', 'One'),
      { request: { path: '/@requests-4/v1/models' } },
      chat('requests-4', 'Two'),
    ],
    request: {
      path: '/__mock/requests/requests-4?operation=createChat*&status=2xx&test=checkout&limit=1',
    },
    response: { status: 200, json: { data: [{ seq: 3, prompt: 'Two' }], has_more: true } },
  },
  {
    title: '/__mock/requests?before returns the requests before one',
    patches: { 'requests-5': RECORDED },
    before: [chat('requests-5', 'One'), chat('requests-5', 'Two')],
    request: { path: '/__mock/requests/requests-5?before=2' },
    response: { status: 200, json: { data: [{ seq: 1, prompt: 'One' }], has_more: false } },
  },
  {
    title: '/__mock/requests rejects an invalid filter',
    patches: { 'requests-6': RECORDED },
    request: { path: '/__mock/requests/requests-6?limit=many' },
    response: { status: 400, json: { error: { param: 'limit', message: /'many'/ } } },
  },
  {
    title: '/__mock/requests?format=har exports an HTTP archive',
    patches: { 'requests-7': RECORDED },
    before: [chat('requests-7', 'Hello')],
    request: { path: '/__mock/requests/requests-7?format=har' },
    response: {
      status: 200,
      json: {
        log: {
          version: '1.2',
          entries: [
            {
              request: { method: 'POST', url: /\/v1\/chat\/completions$/, postData: { text: /Hello/ } },
              response: { status: 200, content: { mimeType: 'application/json' } },
            },
          ],
        },
      },
    },
  },
  {
    title: '/__mock/requests/find returns the requests that match conditions of patches',
    patches: { 'requests-8': RECORDED },
    before: [chat('requests-8', 'Is it cold?'), chat('requests-8', 'Is it warm?')],
    request: {
      path: '/__mock/requests/requests-8/find',
      json: { operation: 'createChatCompletion', when: { '$.prompt': { contains: 'cold' } } },
    },
    response: { status: 200, json: { data: [{ seq: 1, prompt: 'Is it cold?' }] } },
  },
  {
    title: '/__mock/requests/count verifies the number of requests',
    patches: { 'requests-9': RECORDED },
    before: [chat('requests-9', 'One'), chat('requests-9', 'Two')],
    request: {
      path: '/__mock/requests/requests-9/count',
      json: { operation: 'createChatCompletion', atLeast: 2, atMost: 2, within: 1000 },
    },
    response: { status: 200, json: { count: 2, verified: true } },
  },
  {
    title: '/__mock/requests/count fails with the nearest request and its failed conditions',
    patches: { 'requests-10': RECORDED },
    before: [chat('requests-10', 'Hello')],
    request: {
      path: '/__mock/requests/requests-10/count',
      json: { operation: 'createChatCompletion', when: { '$.body.model': 'gpt-5.4' }, times: 1 },
    },
    response: {
      status: 422,
      json: {
        error: {
          code: 'verification_failed',
          message:
            /^Expected exactly 1 request to createChatCompletion that match .* found 0 among 1 request to createChatCompletion\. Nearest: POST .*\/when\/\$\.body\.model requires "gpt-5\.4", found \["gpt-4o"\]/,
        },
      },
    },
  },
  {
    title: '/__mock/requests/count rejects conditions that are invalid',
    patches: { 'requests-11': RECORDED },
    request: {
      path: '/__mock/requests/requests-11/count',
      json: { operation: 'createChatCompletio', when: { '$.bdy': 1 } },
    },
    response: { status: 400, json: { error: { message: /selects no operation.*\/when/ } } },
  },
  {
    title: 'requests of the namespace of a test can be removed with any key',
    patches: { 't-requests-12': RECORDED },
    before: [
      chat('t-requests-12', 'Hello'),
      { request: { method: 'DELETE', path: '/__mock/requests/t-requests-12' } },
    ],
    request: { path: '/__mock/requests/t-requests-12' },
    response: { status: 200, json: { data: [] } },
  },
  {
    title: 'requests are not recorded if the settings of the namespace turn the journal off',
    patches: { 'requests-13': { settings: { journal: false }, patches: [] } },
    before: [chat('requests-13', 'Hello')],
    request: { path: '/__mock/requests/requests-13' },
    response: { status: 200, headers: { 'x-mock-warning': /not recorded/ }, json: { data: [] } },
  },
]
