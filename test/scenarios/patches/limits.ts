import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const request = { path: '/v1/chat/completions', json: chat }
const operation = 'createChatCompletion'

/** Patches that fail, are misplaced or exceed a limit. */
export const patchLimits: Scenario[] = [
  {
    title: 'JSON Patch copy creates an independent value, even of the body into itself',
    patches: {
      default: {
        patches: [
          {
            operation,
            patch: [
              { op: 'copy', from: '/choices/0', path: '/choices/-' },
              { op: 'replace', path: '/choices/1/message/content', value: 'Second.' },
              { op: 'copy', from: '', path: '/metadata' },
              { op: 'replace', path: '/metadata/object', value: 'copy' },
            ],
          },
        ],
      },
    },
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': null },
      json: {
        object: 'chat.completion',
        choices: [{ message: { content: /^(?!Second)/ } }, { message: { content: 'Second.' } }],
        metadata: { object: 'copy' },
      },
    },
  },
  {
    title: 'a failed JSON Patch operation is reported with its index',
    patches: {
      default: {
        patches: [
          {
            operation,
            patch: [
              { op: 'copy', from: '/model', path: '/id' },
              { op: 'copy', from: '/nothing', path: '/id' },
            ],
          },
        ],
      },
    },
    request,
    response: { status: 200, headers: { 'x-mock-warning': /\(copy:1\)/ } },
  },
  {
    title: 'a patch document that is an array is reported with the expected form',
    patches: { default: [{ reply: 'Hi' }] },
    request,
    response: {
      status: 200,
      headers: {
        'x-mock-warning': /is an array; "patches" must be a member of an object \(\{ "patches": \[...\] \}\)/,
      },
    },
  },
  {
    title: 'X-Mock-Patch reports all issues of a patch at once',
    request: {
      ...request,
      headers: {
        'x-mock-patch': JSON.stringify({
          when: { 'body.model': 'm' },
          reply: 'Hello {{ name }}',
          stauts: 200,
          dynamic: 'yes',
          target: 5,
          remove: true,
        }),
      },
    },
    response: {
      status: 400,
      json: {
        error: {
          errors: [
            { message: /\/stauts is an unknown field/ },
            { message: /\/dynamic must be boolean/ },
            { message: /\/target must be string/ },
            { message: /\/when\/body\.model must be a JSONPath starting with/ },
            { message: /\/reply has an unknown template "name"/ },
          ],
        },
      },
    },
  },
  {
    title: 'a patch with invalid response headers is rejected',
    request: {
      ...request,
      headers: { 'x-mock-patch': '{"headers": {"x team": "a", "x-lines": "a\\nb", "connection": "close"}}' },
    },
    response: {
      status: 400,
      json: {
        error: {
          errors: [
            { message: /\/headers\/x team is not a valid header name/ },
            { message: /\/headers\/x-lines has an invalid header value/ },
            { message: /\/headers\/connection is a connection header/ },
          ],
        },
      },
    },
  },
  {
    title: 'a header template with a line break in its value is dropped with a warning',
    patches: { default: { patches: [{ operation, headers: { 'x-team': '{{ prompt }}', 'x-other': '1' } }] } },
    request: {
      path: request.path,
      json: { ...chat, messages: [{ role: 'user', content: 'a\r\nx-evil: 1' }] },
    },
    response: {
      status: 200,
      headers: {
        'x-team': null,
        'x-evil': null,
        'x-other': '1',
        'x-mock-warning': /x-team has an invalid header value/,
      },
    },
  },
  {
    title: 'matches rejects a regular expression literal and suggests the equivalent',
    request: {
      ...request,
      headers: { 'x-mock-patch': '{"when": {"$.prompt": {"matches": "/hello/i"}}, "reply": "Hi"}' },
    },
    response: {
      status: 400,
      json: { error: { message: /write \{"matches":"hello","ignoreCase":true\}/ } },
    },
  },
  {
    title: 'matches treats slashes without flags literally',
    patches: { default: { patches: [{ when: { '$.path': { matches: '/chat/' } }, reply: 'Hi' }] } },
    request,
    response: { status: 200, json: { choices: [{ message: { content: 'Hi' } }] } },
  },
  {
    title: 'reply is ignored with a warning for an operation without assistant text',
    patches: { default: { patches: [{ name: 'hi', reply: 'Hi' }] } },
    request: { path: '/v1/embeddings', json: { model: 'text-embedding-3-small', input: 'Hello' } },
    response: {
      status: 200,
      headers: {
        'x-mock-warning':
          'patch "hi": "reply" is ignored because createEmbedding does not return assistant text',
      },
    },
  },
  {
    title: 'contains fails with a warning when it exceeds the work limit',
    request: {
      path: request.path,
      headers: {
        'x-mock-patch': JSON.stringify({
          when: { '$.prompt': { contains: `${'a'.repeat(5000)}b${'a'.repeat(5000)}` } },
          reply: 'Hi',
        }),
      },
      json: { ...chat, messages: [{ role: 'user', content: 'a'.repeat(1_000_000) }] },
    },
    response: {
      status: 200,
      headers: { 'x-mock-patches': null, 'x-mock-warning': /exceeded its work limit/ },
    },
  },
  {
    title: 'ignoreCase counts against the work limit for every compared text',
    request: {
      path: request.path,
      headers: {
        'x-mock-patch': JSON.stringify({
          when: {
            '$.prompt': { not: { in: Array.from({ length: 1000 }, (_, at) => `z${at}`), ignoreCase: true } },
          },
          reply: 'Hi',
        }),
      },
      json: { ...chat, messages: [{ role: 'user', content: 'a'.repeat(1_000_000) }] },
    },
    response: {
      status: 200,
      headers: { 'x-mock-patches': null, 'x-mock-warning': /exceeded its work limit/ },
    },
  },
]
