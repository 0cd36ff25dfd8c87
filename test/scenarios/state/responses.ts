import type { Scenario } from '../scenario.ts'
import { create, inNamespace, remove, respond } from './steps.ts'

const tools = [
  {
    type: 'function',
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
]

/** A question whose arguments are sampled. */
const guess = {
  input: 'Guess a number and a place!',
  tools: [
    {
      type: 'function',
      name: 'guess',
      parameters: { type: 'object', properties: { size: { type: 'number' }, place: { type: 'string' } } },
    },
  ],
  tool_choice: 'required',
}

/** Stored responses, chains of them, and responses in the background. */
export const keptResponses: Scenario[] = [
  {
    title: 'a stored response is retrieved as it was answered',
    before: [respond('kept-1', { input: 'Hello', metadata: { a: 'b' } })],
    request: { path: '/v1/responses/{first.id}', headers: inNamespace('kept-1') },
    response: {
      status: 200,
      headers: { 'x-mock-state': 'stored' },
      json: { id: '{first.id}', status: 'completed', metadata: { a: 'b' }, output: [{ id: /^msg_/ }] },
    },
  },
  {
    title: 'a repeated creation of a response has the same arguments',
    before: [respond('kept-repeated', guess)],
    request: {
      path: '/v1/responses',
      json: { model: 'gpt-4.1', ...guess },
      headers: inNamespace('kept-repeated'),
    },
    response: {
      status: 200,
      json: { output: [{ type: 'function_call', arguments: '{first.output.0.arguments}' }] },
    },
  },
  {
    title: 'a stored response is retrieved as a stream after the last event that the client has',
    before: [respond('kept-2', { input: 'Why?' })],
    request: {
      path: '/v1/responses/{first.id}?stream=true&starting_after=3',
      headers: inNamespace('kept-2'),
    },
    response: {
      status: 200,
      text: /^event: response\.output_text\.delta\n[^]*"sequence_number":4[^]*event: response\.completed\n[^]*answer to your message: \\"Why\?/,
    },
  },
  {
    title: 'input_items lists only the input of the request itself, newest first',
    before: [
      respond('kept-3', { input: 'Before' }),
      respond(
        'kept-3',
        {
          previous_response_id: '{first.id}',
          input: [
            { role: 'developer', content: 'Be brief' },
            { role: 'user', content: 'Hello' },
          ],
        },
        'second',
      ),
    ],
    request: { path: '/v1/responses/{second.id}/input_items', headers: inNamespace('kept-3') },
    response: {
      status: 200,
      json: {
        data: [
          { type: 'message', id: /^msg_/, role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
          { role: 'developer', content: [{ text: 'Be brief' }] },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'previous_response_id gives tool outputs the call that they belong to',
    before: [respond('kept-4', { input: 'The weather in Paris?', tools })],
    request: {
      path: '/v1/responses',
      headers: inNamespace('kept-4'),
      json: {
        model: 'gpt-4.1',
        tools,
        previous_response_id: '{first.id}',
        input: [{ type: 'function_call_output', call_id: '{first.output.0.call_id}', output: '21 degrees' }],
      },
    },
    response: {
      status: 200,
      json: {
        previous_response_id: '{first.id}',
        output: [{ content: [{ text: 'Here is what I found: 21 degrees.' }] }],
        usage: { input_tokens: 22 },
      },
    },
  },
  {
    title: 'input_tokens counts the responses that previous_response_id continues',
    before: [respond('kept-5', { input: 'The weather in Paris, please?' })],
    request: {
      path: '/v1/responses/input_tokens',
      headers: inNamespace('kept-5'),
      json: { model: 'gpt-4.1', input: 'Hi', previous_response_id: '{first.id}' },
    },
    response: { status: 200, json: { input_tokens: 43 } },
  },
  {
    title: 'an item reference stands for the output item of a stored response',
    before: [respond('kept-6', { input: 'The weather in Paris?', tools })],
    request: {
      path: '/v1/responses',
      headers: inNamespace('kept-6'),
      json: {
        model: 'gpt-4.1',
        tools,
        input: [
          { role: 'user', content: 'The weather in Paris?' },
          { type: 'item_reference', id: '{first.output.0.id}' },
          { type: 'function_call_output', call_id: '{first.output.0.call_id}', output: '21 degrees' },
        ],
      },
    },
    response: {
      status: 200,
      json: { output: [{ content: [{ text: 'Here is what I found: 21 degrees.' }] }] },
    },
  },
  {
    title: 'a reference to an item of a deleted response is not found',
    before: [respond('kept-7', { input: 'Hi' }), remove('kept-7', '/v1/responses/{first.id}')],
    request: {
      path: '/v1/responses',
      headers: inNamespace('kept-7'),
      json: { model: 'gpt-4.1', input: [{ type: 'item_reference', id: '{first.output.0.id}' }] },
    },
    response: {
      status: 404,
      json: {
        error: {
          message:
            "Item with id '{first.output.0.id}' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
          param: 'input',
        },
      },
    },
  },
  {
    title: 'a deleted response cannot be continued',
    before: [respond('kept-8', { input: 'Hi' }), remove('kept-8', '/v1/responses/{first.id}')],
    request: {
      path: '/v1/responses',
      headers: inNamespace('kept-8'),
      json: { model: 'gpt-4.1', input: 'More', previous_response_id: '{first.id}' },
    },
    response: {
      status: 400,
      json: {
        error: {
          message: "Previous response with id '{first.id}' not found.",
          param: 'previous_response_id',
          code: 'previous_response_not_found',
        },
      },
    },
  },
  {
    title: 'a response with store: false is not found',
    before: [respond('kept-9', { input: 'Hi', store: false })],
    request: { path: '/v1/responses/{first.id}', headers: inNamespace('kept-9') },
    response: { status: 404, json: { error: { message: "Response with id '{first.id}' not found." } } },
  },
  {
    title: 'a response with store: false cannot be continued',
    before: [respond('kept-10', { input: 'Hi', store: false })],
    request: {
      path: '/v1/responses',
      headers: inNamespace('kept-10'),
      json: { model: 'gpt-4.1', input: 'More', previous_response_id: '{first.id}' },
    },
    response: { status: 400, json: { error: { code: 'previous_response_not_found' } } },
  },
  {
    title: 'a response with store: false is an example without state',
    before: [respond('kept-11', { input: 'Hi', store: false })],
    request: {
      path: '/v1/responses/{first.id}',
      headers: { ...inNamespace('kept-11'), 'x-mock-state': 'off' },
    },
    response: { status: 200 },
  },
  {
    title: 'an unknown response cannot be continued in strict mode',
    request: {
      path: '/v1/responses',
      headers: { ...inNamespace('kept-12'), 'x-mock-state': 'strict' },
      json: { model: 'gpt-4.1', input: 'More', previous_response_id: 'resp_1' },
    },
    response: { status: 400, json: { error: { code: 'previous_response_not_found' } } },
  },
  {
    title: 'a response in the background is completed when it is retrieved',
    before: [respond('kept-13', { input: 'Later', background: true })],
    request: { path: '/v1/responses/{first.id}', headers: inNamespace('kept-13') },
    response: {
      status: 200,
      json: {
        id: '{first.id}',
        status: 'completed',
        background: true,
        output: [{ content: [{ text: 'This is a mock answer to your message: "Later"' }] }],
      },
    },
  },
  {
    title: 'a cancelled response stays cancelled',
    before: [
      respond('kept-14', { input: 'Later', background: true }),
      create('kept-14', '/v1/responses/{first.id}/cancel', {}, 'cancelled'),
    ],
    request: { path: '/v1/responses/{first.id}', headers: inNamespace('kept-14') },
    response: { status: 200, json: { status: 'cancelled', output: [] } },
  },
  {
    title: 'a synchronous response cannot be cancelled',
    before: [respond('kept-15', { input: 'Hi' })],
    request: {
      method: 'POST',
      path: '/v1/responses/{first.id}/cancel',
      headers: inNamespace('kept-15'),
    },
    response: { status: 400, json: { error: { message: 'Cannot cancel a synchronous response.' } } },
  },
  {
    title: 'the reply of a patch is what a response in the background says later',
    patches: { 'kept-16': { patches: [{ operation: 'createResponse', reply: 'Patched' }] } },
    before: [respond('kept-16', { input: 'Later', background: true })],
    request: { path: '/v1/responses/{first.id}', headers: inNamespace('kept-16') },
    response: { status: 200, json: { output: [{ content: [{ text: 'Patched' }] }] } },
  },
]
