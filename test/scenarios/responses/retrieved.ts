import type { Scenario } from '../scenario.ts'

const defaultQuestion = 'Tell me a three sentence bedtime story about a unicorn.'
const defaultAnswer = /mock answer[^]*bedtime story about a unicorn/

/** Retrieved objects; the mock is stateless and returns the same default conversation for every id. */
export const retrievedText: Scenario[] = [
  {
    title: 'responses/{id} returns an answer to the default question',
    request: { path: '/v1/responses/resp_mine' },
    response: {
      status: 200,
      json: { id: 'resp_mine', status: 'completed', output: [{ content: [{ text: defaultAnswer }] }] },
    },
  },
  {
    title: 'responses/{id}/input_items lists the question and the developer message',
    request: { path: '/v1/responses/resp_mine/input_items' },
    response: {
      status: 200,
      json: {
        data: [
          { role: 'user', content: [{ type: 'input_text', text: defaultQuestion }] },
          { role: 'developer', content: [{ type: 'input_text' }] },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'responses/{id}/input_items paginates in ascending order',
    request: { path: '/v1/responses/resp_mine/input_items?limit=1&order=asc' },
    response: { status: 200, json: { data: [{ role: 'developer' }], has_more: true } },
  },
  {
    title: 'responses/{id} returns included logprobs',
    request: { path: '/v1/responses/resp_mine?include[]=message.output_text.logprobs' },
    response: {
      status: 200,
      json: {
        output: [{ content: [{ logprobs: [{ token: 'This' }, ...Array.from({ length: 25 }, () => ({}))] }] }],
      },
    },
  },
  {
    title: 'reply of a patch sets the text of a streamed responses/{id}',
    patches: { default: { patches: [{ operation: 'getResponse', reply: 'Patched' }] } },
    request: { path: '/v1/responses/resp_mine?stream=true' },
    response: { status: 200, text: /event: response\.completed\ndata: [^\n]*"text":"Patched"/ },
  },
  {
    title: 'responses with background: true returns a queued response',
    request: { path: '/v1/responses', json: { model: 'm', input: 'Hello!', background: true } },
    response: { status: 200, json: { status: 'queued', background: true, output: [], completed_at: null } },
  },
  {
    title: 'responses with background and stream streams from queued to completed',
    request: { path: '/v1/responses', json: { model: 'm', input: 'Hello!', background: true, stream: true } },
    response: { status: 200, text: /event: response\.queued\n[^]*event: response\.completed\n/ },
  },
  {
    title: 'responses/{id}/cancel returns status cancelled',
    request: { path: '/v1/responses/resp_mine/cancel', method: 'POST' },
    response: { status: 200, json: { id: 'resp_mine', status: 'cancelled', output: [] } },
  },
  {
    title: 'conversations/{id}/items lists the default question and its answer',
    request: { path: '/v1/conversations/conv_mine/items?order=asc' },
    response: {
      status: 200,
      json: {
        data: [
          { role: 'user', content: [{ text: defaultQuestion }] },
          { role: 'assistant', content: [{ text: defaultAnswer }] },
        ],
      },
    },
  },
  {
    title: 'chat/completions/{id} returns an answer to the default question',
    request: { path: '/v1/chat/completions/chatcmpl-mine' },
    response: {
      status: 200,
      json: { id: 'chatcmpl-mine', choices: [{ message: { content: defaultAnswer } }] },
    },
  },
  {
    title: 'chat/completions/{id}/messages derives message ids from the completion id',
    request: { path: '/v1/chat/completions/chatcmpl-mine/messages?order=asc' },
    response: {
      status: 200,
      json: { data: [{ id: 'chatcmpl-mine-0' }, { id: 'chatcmpl-mine-1', content: defaultQuestion }] },
    },
  },
  {
    title: 'threads/{id}/messages lists the answer of the run and the question',
    request: { path: '/v1/threads/thread_untouched/messages' },
    response: {
      status: 200,
      json: {
        data: [
          { role: 'assistant', run_id: /^run_/, content: [{ text: { value: defaultAnswer } }] },
          { role: 'user', run_id: null, content: [{ text: { value: defaultQuestion } }] },
        ],
      },
    },
  },
  {
    title: 'threads/{id}/messages with run_id lists the reply of that run',
    patches: { default: { patches: [{ reply: 'Patched' }] } },
    request: { path: '/v1/threads/thread_untouched/messages?run_id=run_mine' },
    response: {
      status: 200,
      json: { data: [{ run_id: 'run_mine', content: [{ text: { value: 'Patched' } }] }] },
    },
  },
  {
    title: 'reply with a refusal sets the content of threads/{id}/messages/{id}',
    patches: { default: { patches: [{ reply: { refusal: 'No.' } }] } },
    request: { path: '/v1/threads/thread_mine/messages/msg_mine' },
    response: {
      status: 200,
      json: { id: 'msg_mine', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
    },
  },
  {
    title: 'reply with toolCalls sets the steps of a waiting run',
    patches: { default: { patches: [{ reply: { toolCalls: [{ name: 'f', arguments: {} }] } }] } },
    request: { path: '/v1/threads/thread_mine/runs/run_mine/steps' },
    response: {
      status: 200,
      json: {
        data: [
          {
            type: 'tool_calls',
            status: 'in_progress',
            step_details: { tool_calls: [{ type: 'function', function: { name: 'f', arguments: '{}' } }] },
          },
        ],
      },
    },
  },
]
