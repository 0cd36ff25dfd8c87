import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const lenient: [title: string, path: string, json: unknown][] = [
  [
    'a message without a type among input items',
    '/responses',
    { model: 'm', input: [{ role: 'user', content: 'x' }] },
  ],
  ['null where a parameter may be null', '/chat/completions', { ...chat, stop: null, temperature: null }],
  ['an unknown model', '/chat/completions', { ...chat, model: 'my-own-model' }],
  [
    'a tool call and its result',
    '/chat/completions',
    {
      model: 'm',
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'sunny' },
      ],
    },
  ],
  [
    'input items of many types',
    '/responses',
    {
      model: 'm',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'x' }] },
        { type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'y' },
        { type: 'item_reference', id: 'msg_1' },
        {
          type: 'message',
          role: 'assistant',
          id: 'msg_1',
          status: 'completed',
          content: [{ type: 'output_text', text: 'z', annotations: [] }],
        },
      ],
    },
  ],
  [
    'assistant messages in the form that clients send back',
    '/responses',
    {
      model: 'm',
      input: [
        { role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] },
        { role: 'assistant', id: 'msg_1', content: [{ type: 'refusal', refusal: 'No.' }] },
      ],
    },
  ],
  [
    'an image without detail and a function without strict',
    '/responses',
    {
      model: 'm',
      input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'https://example.com/a.png' }] }],
      tools: [{ type: 'function', name: 'f' }],
    },
  ],
  [
    'an MCP approval and a local shell output',
    '/responses',
    {
      model: 'm',
      input: [
        { type: 'mcp_approval_response', approval_request_id: 'a', approve: true },
        { type: 'local_shell_call_output', id: 'a', output: 'x' },
      ],
      top_logprobs: null,
    },
  ],
  ['token arrays as embedding input', '/embeddings', { model: 'm', input: [[1, 2, 3]] }],
]

/** Requests that a strict validator would reject but OpenAI accepts. */
export const accepted: Scenario[] = lenient.map(([title, path, json]) => ({
  title: `${path} accepts ${title}`,
  request: { path: `/v1${path}`, json },
  response: { status: 200 },
}))
