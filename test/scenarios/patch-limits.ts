import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

const request = { path: '/v1/chat/completions', json: chat }
const operation = 'createChatCompletion'

/** What patches that go wrong, or mean harm, come to. */
export const patchLimits: Scenario[] = [
  {
    title: 'what a JSON Patch copies is another thing from then on, even of the body into itself',
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
    title: 'an operation of a JSON Patch that does not apply is named by its place',
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
    title: 'a list in the place of a document is said, with what to write',
    patches: { default: [{ reply: 'Hi' }] },
    request,
    response: {
      status: 200,
      headers: {
        'x-mock-warning': /is a list; the patches are a member of an object \(\{ "patches": \[...\] \}\)/,
      },
    },
  },
  {
    title: 'all that is wrong with a patch is said at once, whatever kind of fault it is',
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
            { message: /\/when\/body\.model is neither a JSONPath/ },
            { message: /\/reply has an unknown template "name"/ },
          ],
        },
      },
    },
  },
  {
    title: 'a header that cannot be sent is a fault of the patch',
    request: {
      ...request,
      headers: { 'x-mock-patch': '{"headers": {"x team": "a", "x-lines": "a\\nb", "connection": "close"}}' },
    },
    response: {
      status: 400,
      json: {
        error: {
          errors: [
            { message: /\/headers\/x team is no name of a header/ },
            { message: /\/headers\/x-lines has a value that no header can have/ },
            { message: /\/headers\/connection belongs to the connection/ },
          ],
        },
      },
    },
  },
  {
    title: 'a template cannot smuggle a header into the answer',
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
        'x-mock-warning': /x-team has a value that no header can have/,
      },
    },
  },
  {
    title: 'a regular expression between slashes is said to be none, with what to write',
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
    title: 'slashes without flags are looked for as they are',
    patches: { default: { patches: [{ when: { '$.path': { matches: '/chat/' } }, reply: 'Hi' }] } },
    request,
    response: { status: 200, json: { choices: [{ message: { content: 'Hi' } }] } },
  },
  {
    title: 'a reply is not said where nobody speaks, and the answer says so',
    patches: { default: { patches: [{ name: 'hi', reply: 'Hi' }] } },
    request: { path: '/v1/embeddings', json: { model: 'text-embedding-3-small', input: 'Hello' } },
    response: {
      status: 200,
      headers: { 'x-mock-warning': 'the reply of "hi" is not said, since nobody speaks on createEmbedding' },
    },
  },
  {
    title: 'a text that takes long to look for is not looked for',
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
    response: { status: 200, headers: { 'x-mock-patches': null, 'x-mock-warning': /takes too much work/ } },
  },
  {
    title: 'texts that are compared without regard to case cost work, however many conditions there are',
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
    response: { status: 200, headers: { 'x-mock-patches': null, 'x-mock-warning': /takes too much work/ } },
  },
]
