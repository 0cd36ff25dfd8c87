import type { Scenario, Step } from '../scenario.ts'
import { create, inNamespace, remove } from './steps.ts'

/** @returns a step that creates a chat completion */
function complete(namespace: string, json: object, as = 'created'): Step {
  const messages = [
    { role: 'developer', content: 'Be brief' },
    { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
  ]
  return create(namespace, '/v1/chat/completions', { model: 'gpt-4o', messages, store: true, ...json }, as)
}

/** Chat completions with `store: true`. */
export const storedCompletions: Scenario[] = [
  {
    title: 'a chat completion without store is not listed',
    before: [complete('chat-1', { store: false }), complete('chat-1', { model: 'other' }, 'stored')],
    request: { path: '/v1/chat/completions', headers: inNamespace('chat-1') },
    response: { status: 200, json: { data: [{ id: '{stored.id}', model: 'other' }], has_more: false } },
  },
  {
    title: 'stored chat completions are listed oldest first and filtered by metadata',
    before: [
      complete('chat-2', { metadata: { 'my-team': 'a' } }, 'one'),
      complete('chat-2', { metadata: { 'my-team': 'b' } }, 'two'),
      complete('chat-2', { metadata: { 'my-team': 'a' }, model: 'other' }, 'three'),
      complete('chat-2', {}, 'four'),
    ],
    request: {
      path: '/v1/chat/completions?metadata%5Bmy-team%5D=a',
      headers: inNamespace('chat-2'),
    },
    response: { status: 200, json: { data: [{ id: '{one.id}' }, { id: '{three.id}' }], has_more: false } },
  },
  {
    title: 'the messages of a stored chat completion are those of its request',
    before: [complete('chat-3', {})],
    request: { path: '/v1/chat/completions/{created.id}/messages', headers: inNamespace('chat-3') },
    response: {
      status: 200,
      json: {
        data: [
          { id: '{created.id}-0', role: 'developer', content: 'Be brief', content_parts: null },
          { id: '{created.id}-1', role: 'user', content_parts: [{ type: 'text', text: 'Hello' }] },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'an update of a stored chat completion changes its metadata only',
    before: [
      complete('chat-4', { metadata: { a: 'b' } }),
      create('chat-4', '/v1/chat/completions/{created.id}', { metadata: { c: 'd' } }, 'changed'),
    ],
    request: { path: '/v1/chat/completions/{created.id}', headers: inNamespace('chat-4') },
    response: {
      status: 200,
      json: {
        id: '{created.id}',
        model: /^gpt-4o/,
        metadata: { c: 'd' },
        choices: [{ finish_reason: 'stop' }],
      },
    },
  },
  {
    title: 'a deleted chat completion is not found',
    before: [complete('chat-5', {}), remove('chat-5', '/v1/chat/completions/{created.id}')],
    request: { path: '/v1/chat/completions/{created.id}/messages', headers: inNamespace('chat-5') },
    response: {
      status: 404,
      json: {
        error: { message: 'Completion {created.id} not found', param: 'completion_id', code: 'not_found' },
      },
    },
  },
]
