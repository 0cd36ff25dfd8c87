import type { AssistantReply } from '../../../src/assistant/reply-types.ts'
import type { Scenario } from '../scenario.ts'

const weather = {
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
}
const tokenLimits = { max_completion_tokens: 1, stop: ['Hello'] }
const runRequest = { assistant_id: 'asst_1', thread: { messages: [{ role: 'user', content: 'Weather?' }] } }

/** Text endpoints, each with a request whose unpatched response differs from the reply. */
const requests = {
  chat: {
    path: '/v1/chat/completions',
    json: {
      model: 'm',
      messages: [{ role: 'user', content: 'Weather?' }],
      tools: [{ type: 'function', function: weather }],
      ...tokenLimits,
    },
  },
  functions: {
    path: '/v1/chat/completions',
    json: { model: 'm', messages: [{ role: 'user', content: 'Hi' }], functions: [weather] },
  },
  response: {
    path: '/v1/responses',
    json: { model: 'm', input: 'Weather?', tools: [{ type: 'function', ...weather }], max_output_tokens: 16 },
  },
  completion: { path: '/v1/completions', json: { model: 'm', prompt: 'Weather?', max_tokens: 1 } },
  run: {
    path: '/v1/threads/runs',
    json: { ...runRequest, tools: [{ type: 'function', function: weather }], stream: true },
  },
  retrievedRun: { path: '/v1/threads/thread_1/runs/run_1' },
}

/** One scenario per endpoint that returns the reply: a subset of its JSON, or a pattern of its stream. */
function replyScenarios(
  label: string,
  reply: string | AssistantReply,
  expected: Partial<Record<keyof typeof requests, object | RegExp>>,
): Scenario[] {
  return Object.entries(requests).flatMap(([name, request]): Scenario[] => {
    const answer = expected[name as keyof typeof requests]
    return answer === undefined
      ? []
      : [
          {
            title: `reply with ${label} is returned by ${request.path} (${name})`,
            patches: { default: { patches: [{ reply }] } },
            request,
            response: { status: 200, ...(answer instanceof RegExp ? { text: answer } : { json: answer }) },
          },
        ]
  })
}

const replyText = 'Hello from the patch, in more words than the limit allows.'
const chatReply = { chat: { choices: [{ message: { content: replyText }, finish_reason: 'stop' }] } }

/** The field `reply` of a patch, which works alike on every text endpoint. */
export const replies: Scenario[] = [
  ...replyScenarios('text', replyText, {
    ...chatReply,
    functions: { choices: [{ message: { content: replyText }, finish_reason: 'stop' }] },
    response: {
      status: 'completed',
      output: [{ type: 'message', content: [{ type: 'output_text', text: replyText }] }],
    },
    completion: { choices: [{ text: replyText, finish_reason: 'stop' }] },
    run: /event: thread\.message\.completed\ndata: [^\n]*"value":"Hello from the patch, in more words than the limit allows\."[^]*event: thread\.run\.completed\n/,
    retrievedRun: { status: 'completed' },
  }),
  ...replyScenarios(
    'a refusal',
    { refusal: 'I cannot do that.' },
    {
      chat: {
        choices: [{ message: { content: null, refusal: 'I cannot do that.' }, finish_reason: 'stop' }],
      },
      response: {
        output: [{ type: 'message', content: [{ type: 'refusal', refusal: 'I cannot do that.' }] }],
      },
      completion: { choices: [{ text: 'I cannot do that.' }] },
      run: /event: thread\.message\.completed\ndata: [^\n]*"content":\[\{"type":"refusal","refusal":"I cannot do that\."\}\]/,
    },
  ),
  ...replyScenarios(
    'JSON',
    { json: { a: [1] } },
    {
      chat: { choices: [{ message: { content: '{"a":[1]}' } }] },
      response: { output: [{ content: [{ text: '{"a":[1]}' }] }] },
      completion: { choices: [{ text: '{"a":[1]}' }] },
    },
  ),
  ...replyScenarios(
    'a call whose arguments are malformed JSON',
    { toolCalls: [{ id: 'call_mine', name: 'get_weather', arguments: '{"city' }] },
    {
      chat: {
        choices: [
          {
            finish_reason: 'tool_calls',
            message: {
              content: null,
              tool_calls: [{ id: 'call_mine', function: { name: 'get_weather', arguments: '{"city' } }],
            },
          },
        ],
      },
      functions: {
        choices: [
          {
            finish_reason: 'function_call',
            message: { content: null, function_call: { name: 'get_weather', arguments: '{"city' } },
          },
        ],
      },
      response: {
        output: [{ type: 'function_call', call_id: 'call_mine', name: 'get_weather', arguments: '{"city' }],
      },
      completion: { choices: [{ text: '', finish_reason: 'stop' }] },
      run: /event: thread\.run\.step\.delta\n[^]*event: thread\.run\.requires_action\ndata: [^\n]*"id":"call_mine","type":"function","function":\{"name":"get_weather","arguments":"\{\\"city"\}/,
      retrievedRun: {
        status: 'requires_action',
        required_action: { submit_tool_outputs: { tool_calls: [{ id: 'call_mine' }] } },
      },
    },
  ),
  ...replyScenarios(
    'text and a call of an unlisted tool',
    { content: 'One moment.', toolCalls: [{ name: 'get_time', arguments: { zone: 'UTC' } }] },
    {
      chat: {
        choices: [
          {
            finish_reason: 'tool_calls',
            message: {
              content: 'One moment.',
              tool_calls: [{ id: /^call_/, function: { name: 'get_time', arguments: '{"zone":"UTC"}' } }],
            },
          },
        ],
      },
      response: {
        output: [
          { type: 'message', content: [{ text: 'One moment.' }] },
          { type: 'function_call', name: 'get_time', arguments: '{"zone":"UTC"}' },
        ],
      },
    },
  ),
  ...replyScenarios(
    'a call with generated arguments',
    { toolCalls: [{ name: 'get_weather' }] },
    {
      chat: { choices: [{ message: { tool_calls: [{ function: { arguments: /^\{"city":"\w+"\}$/ } }] } }] },
    },
  ),
  ...replyScenarios(
    'reasoning',
    { content: 'So.', reasoning: 'First this, then that.' },
    {
      chat: { usage: { completion_tokens_details: { reasoning_tokens: 6 } } },
      response: {
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text', text: 'First this, then that.' }] },
          { type: 'message' },
        ],
        usage: { output_tokens_details: { reasoning_tokens: 6 } },
      },
    },
  ),
  ...replyScenarios(
    'usage in the field names of responses',
    { content: 'So.', usage: { input_tokens: 1000, input_tokens_details: { cached_tokens: 900 } } },
    {
      chat: {
        usage: {
          prompt_tokens: 1000,
          completion_tokens: 2,
          total_tokens: 1002,
          prompt_tokens_details: { cached_tokens: 900 },
        },
      },
      response: {
        usage: { input_tokens: 1000, total_tokens: 1002, input_tokens_details: { cached_tokens: 900 } },
      },
      completion: { usage: { prompt_tokens: 1000, total_tokens: 1002 } },
      retrievedRun: { usage: { prompt_tokens: 1000, completion_tokens: 2, total_tokens: 1002 } },
    },
  ),
  ...replyScenarios(
    'usage in the field names of chat completions and an explicit total',
    { usage: { completion_tokens: 5, total_tokens: 99 } },
    {
      response: { output: [{ type: 'function_call' }], usage: { output_tokens: 5, total_tokens: 99 } },
    },
  ),
  ...replyScenarios(
    'finishReason: length',
    { content: 'And then', finishReason: 'length' },
    {
      chat: { choices: [{ finish_reason: 'length' }] },
      response: {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [{ status: 'incomplete' }],
      },
      completion: { choices: [{ finish_reason: 'length' }] },
      run: /event: thread\.message\.incomplete\n[^]*event: thread\.run\.incomplete\n/,
      retrievedRun: { status: 'incomplete', incomplete_details: { reason: 'max_completion_tokens' } },
    },
  ),
  ...replyScenarios(
    'finishReason: content_filter',
    { content: 'And then', finishReason: 'content_filter' },
    {
      chat: { choices: [{ finish_reason: 'content_filter' }] },
      response: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      completion: { choices: [{ finish_reason: 'content_filter' }] },
    },
  ),
  {
    title: 'reply sets the text of all n choices',
    patches: { default: { patches: [{ reply: 'Same' }] } },
    request: { path: '/v1/chat/completions', json: { ...requests.chat.json, n: 2 } },
    response: {
      status: 200,
      json: { choices: [{ message: { content: 'Same' } }, { message: { content: 'Same' } }] },
    },
  },
  {
    title: 'reply sets the text of a response stream',
    patches: { default: { patches: [{ reply: 'Patched.' }] } },
    request: { path: '/v1/responses', json: { ...requests.response.json, stream: true } },
    response: { status: 200, text: /event: response\.output_text\.done\ndata: [^\n]*"text":"Patched\."/ },
  },
]
