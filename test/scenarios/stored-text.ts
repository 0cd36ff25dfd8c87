import type { Scenario } from './scenario.ts'

const question = 'Tell me a three sentence bedtime story about a unicorn.'
const answer = /mock answer[^]*bedtime story about a unicorn/

/** What is retrieved: the mock keeps nothing, and tells one story under every id. */
export const storedText: Scenario[] = [
  {
    title: 'a response answers what its input items ask',
    request: { path: '/v1/responses/resp_mine' },
    response: {
      status: 200,
      json: { id: 'resp_mine', status: 'completed', output: [{ content: [{ text: answer }] }] },
    },
  },
  {
    title: 'the input items of a response are the question, and what came before it',
    request: { path: '/v1/responses/resp_mine/input_items' },
    response: {
      status: 200,
      json: {
        data: [
          { role: 'user', content: [{ type: 'input_text', text: question }] },
          { role: 'developer', content: [{ type: 'input_text' }] },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'the input items turn over in pages',
    request: { path: '/v1/responses/resp_mine/input_items?limit=1&order=asc' },
    response: { status: 200, json: { data: [{ role: 'developer' }], has_more: true } },
  },
  {
    title: 'what is included is told of a response that is asked for again',
    request: { path: '/v1/responses/resp_mine?include[]=message.output_text.logprobs' },
    response: {
      status: 200,
      json: {
        output: [{ content: [{ logprobs: [{ token: 'This' }, ...Array.from({ length: 25 }, () => ({}))] }] }],
      },
    },
  },
  {
    title: 'a patch’s reply is what a response that is asked for again says, streamed, too',
    patches: { default: { patches: [{ operation: 'getResponse', reply: 'Patched' }] } },
    request: { path: '/v1/responses/resp_mine?stream=true' },
    response: { status: 200, text: /event: response\.completed\ndata: [^\n]*"text":"Patched"/ },
  },
  {
    title: 'a response in the background is queued',
    request: { path: '/v1/responses', json: { model: 'm', input: 'Hello!', background: true } },
    response: { status: 200, json: { status: 'queued', background: true, output: [], completed_at: null } },
  },
  {
    title: 'a response in the background that streams is told to its end',
    request: { path: '/v1/responses', json: { model: 'm', input: 'Hello!', background: true, stream: true } },
    response: { status: 200, text: /event: response\.queued\n[^]*event: response\.completed\n/ },
  },
  {
    title: 'a response that is cancelled says so',
    request: { path: '/v1/responses/resp_mine/cancel', method: 'POST' },
    response: { status: 200, json: { id: 'resp_mine', status: 'cancelled', output: [] } },
  },
  {
    title: 'a conversation holds the question and the answer',
    request: { path: '/v1/conversations/conv_mine/items?order=asc' },
    response: {
      status: 200,
      json: {
        data: [
          { role: 'user', content: [{ text: question }] },
          { role: 'assistant', content: [{ text: answer }] },
        ],
      },
    },
  },
  {
    title: 'a stored chat completion answers what its messages ask',
    request: { path: '/v1/chat/completions/chatcmpl-mine' },
    response: { status: 200, json: { id: 'chatcmpl-mine', choices: [{ message: { content: answer } }] } },
  },
  {
    title: 'the messages of a stored chat completion are named after it',
    request: { path: '/v1/chat/completions/chatcmpl-mine/messages?order=asc' },
    response: {
      status: 200,
      json: { data: [{ id: 'chatcmpl-mine-0' }, { id: 'chatcmpl-mine-1', content: question }] },
    },
  },
  {
    title: 'a thread holds the answer of its run, and the question',
    request: { path: '/v1/threads/thread_mine/messages' },
    response: {
      status: 200,
      json: {
        data: [
          { role: 'assistant', run_id: /^run_/, content: [{ text: { value: answer } }] },
          { role: 'user', run_id: null, content: [{ text: { value: question } }] },
        ],
      },
    },
  },
  {
    title: 'the messages of one run are what it answered',
    patches: { default: { patches: [{ reply: 'Patched' }] } },
    request: { path: '/v1/threads/thread_mine/messages?run_id=run_mine' },
    response: {
      status: 200,
      json: { data: [{ run_id: 'run_mine', content: [{ text: { value: 'Patched' } }] }] },
    },
  },
  {
    title: 'a patch’s reply is what a message of a thread says',
    patches: { default: { patches: [{ reply: { refusal: 'No.' } }] } },
    request: { path: '/v1/threads/thread_mine/messages/msg_mine' },
    response: {
      status: 200,
      json: { id: 'msg_mine', role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
    },
  },
  {
    title: 'the steps of a run that waits are its calls',
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
