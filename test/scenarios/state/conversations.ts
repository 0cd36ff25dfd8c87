import type { Scenario, Step } from '../scenario.ts'
import { create, inNamespace, look, remove, respond } from './steps.ts'

/** @returns a step that creates a conversation, named `conversation` */
function converse(namespace: string, json: object = {}): Step {
  return create(namespace, '/v1/conversations', json, 'conversation')
}

/** Conversations with their items. */
export const keptConversations: Scenario[] = [
  {
    title: 'a conversation keeps the items that it is created with',
    before: [converse('talk-1', { items: [{ role: 'user', content: 'Hello' }], metadata: { a: 'b' } })],
    request: { path: '/v1/conversations/{conversation.id}/items', headers: inNamespace('talk-1') },
    response: {
      status: 200,
      json: {
        data: [{ id: /^msg_/, type: 'message', status: 'completed', content: [{ text: 'Hello' }] }],
        has_more: false,
      },
    },
  },
  {
    title: 'a response adds its input and output to its conversation',
    before: [
      converse('talk-2'),
      respond('talk-2', { input: 'One', conversation: '{conversation.id}' }),
      respond('talk-2', { input: 'Two', conversation: { id: '{conversation.id}' } }, 'second'),
    ],
    request: {
      path: '/v1/conversations/{conversation.id}/items?order=asc',
      headers: inNamespace('talk-2'),
    },
    response: {
      status: 200,
      json: {
        data: [
          { role: 'user', content: [{ text: 'One' }] },
          { role: 'assistant', id: '{first.output.0.id}' },
          { role: 'user', content: [{ text: 'Two' }] },
          { role: 'assistant', id: '{second.output.0.id}' },
        ],
      },
    },
  },
  {
    title: 'a response counts the items of its conversation',
    before: [converse('talk-3', { items: [{ role: 'user', content: 'The weather in Paris, please?' }] })],
    request: {
      path: '/v1/responses',
      headers: inNamespace('talk-3'),
      json: { model: 'gpt-4.1', input: 'Hi', conversation: '{conversation.id}' },
    },
    response: {
      status: 200,
      json: {
        conversation: { id: '{conversation.id}' },
        previous_response_id: null,
        usage: { input_tokens: 18 },
      },
    },
  },
  {
    title: 'a response in the background adds nothing to its conversation until it is completed',
    before: [
      converse('talk-4'),
      respond('talk-4', { input: 'Later', background: true, conversation: '{conversation.id}' }),
    ],
    request: { path: '/v1/conversations/{conversation.id}/items', headers: inNamespace('talk-4') },
    response: { status: 200, json: { data: [] } },
  },
  {
    title: 'a response in the background adds its items to its conversation when it is completed',
    before: [
      converse('talk-5'),
      respond('talk-5', { input: 'Later', background: true, conversation: '{conversation.id}' }),
      look('talk-5', '/v1/responses/{first.id}'),
    ],
    request: { path: '/v1/conversations/{conversation.id}/items', headers: inNamespace('talk-5') },
    response: { status: 200, json: { data: [{ role: 'assistant' }, { content: [{ text: 'Later' }] }] } },
  },
  {
    title: 'a patched reply is in the conversation',
    patches: { 'talk-6': { patches: [{ operation: 'createResponse', reply: 'Patched' }] } },
    before: [converse('talk-6'), respond('talk-6', { input: 'One', conversation: '{conversation.id}' })],
    request: {
      path: '/v1/conversations/{conversation.id}/items?limit=1',
      headers: inNamespace('talk-6'),
    },
    response: { status: 200, json: { data: [{ content: [{ text: 'Patched' }] }], has_more: true } },
  },
  {
    title: 'deleting an item returns its conversation',
    before: [
      converse('talk-7', { metadata: { a: 'b' } }),
      create(
        'talk-7',
        '/v1/conversations/{conversation.id}/items',
        { items: [{ role: 'user', content: 'Hi' }] },
        'added',
      ),
    ],
    request: {
      method: 'DELETE',
      path: '/v1/conversations/{conversation.id}/items/{added.data.0.id}',
      headers: inNamespace('talk-7'),
    },
    response: {
      status: 200,
      json: { id: '{conversation.id}', object: 'conversation', metadata: { a: 'b' } },
    },
  },
  {
    title: 'a deleted item of a conversation is not found',
    before: [
      converse('talk-8'),
      create(
        'talk-8',
        '/v1/conversations/{conversation.id}/items',
        { items: [{ role: 'user', content: 'Hi' }] },
        'added',
      ),
      remove('talk-8', '/v1/conversations/{conversation.id}/items/{added.data.0.id}'),
    ],
    request: {
      path: '/v1/conversations/{conversation.id}/items/{added.data.0.id}',
      headers: inNamespace('talk-8'),
    },
    response: {
      status: 404,
      json: { error: { message: "Item with id '{added.data.0.id}' not found in conversation." } },
    },
  },
  {
    title: 'a response cannot belong to a deleted conversation',
    before: [converse('talk-9'), remove('talk-9', '/v1/conversations/{conversation.id}')],
    request: {
      path: '/v1/responses',
      headers: inNamespace('talk-9'),
      json: { model: 'gpt-4.1', input: 'Hi', conversation: '{conversation.id}' },
    },
    response: {
      status: 404,
      headers: { 'x-mock-state': 'gone' },
      json: { error: { message: "Conversation with id '{conversation.id}' not found.", param: null } },
    },
  },
  {
    title: 'a response cannot belong to an unknown conversation in strict mode',
    request: {
      path: '/v1/responses',
      headers: { ...inNamespace('talk-10'), 'x-mock-state': 'strict' },
      json: { model: 'gpt-4.1', input: 'Hi', conversation: 'conv_1' },
    },
    response: { status: 404, json: { error: { message: "Conversation with id 'conv_1' not found." } } },
  },
]
