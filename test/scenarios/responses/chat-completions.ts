import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const weatherTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
      required: ['city', 'unit'],
      additionalProperties: false,
    },
  },
}
const clockTool = {
  type: 'function',
  function: { name: 'read_clock', parameters: { type: 'object', properties: {} } },
}
const userMessages = (content: string) => [{ role: 'user', content }]

/** Effects of request parameters on chat completions. */
export const chatParameters: Scenario[] = [
  {
    title: 'chat/completions quotes the question in the answer',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, messages: userMessages('Why is the sky blue?') },
    },
    response: {
      status: 200,
      json: {
        model: 'gpt-5.4-2026-03-05',
        choices: [{ message: { content: /Why is the sky blue\?/ }, finish_reason: 'stop' }],
      },
    },
  },
  {
    title: 'chat/completions returns moderation results if requested',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, n: 2, moderation: { model: 'omni-moderation-latest' } },
    },
    response: {
      status: 200,
      json: {
        moderation: {
          input: { type: 'moderation_results', results: [{ flagged: false }] },
          output: { results: [{ type: 'moderation_result' }, { type: 'moderation_result' }] },
        },
      },
    },
  },
  {
    title: 'chat/completions returns n choices',
    request: { path: '/v1/chat/completions', json: { ...chat, n: 3 } },
    response: { status: 200, json: { choices: [{ index: 0 }, { index: 1 }, { index: 2 }] } },
  },
  {
    title: 'max_completion_tokens truncates the text of a chat completion',
    request: { path: '/v1/chat/completions', json: { ...chat, max_completion_tokens: 2 } },
    response: {
      status: 200,
      json: {
        choices: [{ message: { content: 'Hello!' }, finish_reason: 'length' }],
        usage: { completion_tokens: 2 },
      },
    },
  },
  {
    title: 'max_completion_tokens truncates the arguments of a tool call',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: userMessages('The weather in Oslo?'),
        tools: [weatherTool, clockTool],
        max_completion_tokens: 4,
      },
    },
    response: {
      status: 200,
      json: {
        choices: [
          {
            message: {
              content: null,
              tool_calls: [{ function: { name: 'get_weather', arguments: /^\{"city/ } }],
            },
            finish_reason: 'length',
          },
        ],
        usage: { completion_tokens: 4 },
      },
    },
  },
  {
    title: 'stop ends the text before the first stop sequence',
    request: { path: '/v1/chat/completions', json: { ...chat, stop: [' can', ' today'] } },
    response: {
      status: 200,
      json: { choices: [{ message: { content: 'Hello! How' }, finish_reason: 'stop' }] },
    },
  },
  {
    title: 'chat/completions does not call tools unrelated to the question',
    request: { path: '/v1/chat/completions', json: { ...chat, tools: [weatherTool] } },
    response: { status: 200, json: { choices: [{ finish_reason: 'stop', message: { content: /\w/ } }] } },
  },
  {
    title: 'chat/completions calls a tool whose name shares a word with the question',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: userMessages('Weather in fahrenheit, please'),
        tools: [weatherTool, clockTool],
      },
    },
    response: {
      status: 200,
      json: {
        choices: [
          {
            finish_reason: 'tool_calls',
            message: {
              content: null,
              tool_calls: [
                {
                  id: /^call_/,
                  type: 'function',
                  function: { name: 'get_weather', arguments: /^\{"city":"\w+","unit":"fahrenheit"\}$/ },
                },
              ],
            },
          },
        ],
      },
    },
  },
  {
    title: 'tool_choice with a function name calls that function',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        tools: [weatherTool, clockTool],
        tool_choice: { type: 'function', function: { name: 'read_clock' } },
      },
    },
    response: {
      status: 200,
      json: {
        choices: [{ message: { tool_calls: [{ function: { name: 'read_clock', arguments: '{}' } }] } }],
      },
    },
  },
  {
    title: 'tool_choice: required calls a tool',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, tools: [weatherTool], tool_choice: 'required' },
    },
    response: { status: 200, json: { choices: [{ message: { tool_calls: [{}] } }] } },
  },
  {
    title: 'tool_choice: none calls no tool',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, messages: userMessages('Weather?'), tools: [weatherTool], tool_choice: 'none' },
    },
    response: { status: 200, json: { choices: [{ finish_reason: 'stop' }] } },
  },
  {
    title: 'parallel_tool_calls: false calls a single tool',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: userMessages('Read the weather and the clock'),
        tools: [weatherTool, clockTool],
        parallel_tool_calls: false,
      },
    },
    response: {
      status: 200,
      json: { choices: [{ message: { tool_calls: [{ function: { name: 'get_weather' } }] } }] },
    },
  },
  {
    title: 'chat/completions answers with the tool result instead of another call',
    request: {
      path: '/v1/chat/completions',
      json: {
        model: 'm',
        tools: [weatherTool],
        messages: [
          ...userMessages('Weather?'),
          {
            role: 'assistant',
            tool_calls: [
              { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } },
            ],
          },
          { role: 'tool', tool_call_id: 'call_1', content: '21 degrees' },
        ],
      },
    },
    response: {
      status: 200,
      json: { choices: [{ message: { content: /21 degrees/ }, finish_reason: 'stop' }] },
    },
  },
  {
    title: 'legacy functions return a function_call',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, functions: [weatherTool.function], function_call: { name: 'get_weather' } },
    },
    response: {
      status: 200,
      json: {
        choices: [{ finish_reason: 'function_call', message: { function_call: { name: 'get_weather' } } }],
      },
    },
  },
  {
    title: 'chat/completions calls a custom tool with text input',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: userMessages('run it'),
        tools: [{ type: 'custom', custom: { name: 'shell' } }],
        tool_choice: 'required',
      },
    },
    response: {
      status: 200,
      json: {
        choices: [
          { message: { tool_calls: [{ type: 'custom', custom: { name: 'shell', input: 'run it' } }] } },
        ],
      },
    },
  },
  {
    title: 'response_format: json_object returns a JSON object',
    request: { path: '/v1/chat/completions', json: { ...chat, response_format: { type: 'json_object' } } },
    response: { status: 200, json: { choices: [{ message: { content: /^\{"answer":".+"\}$/ } }] } },
  },
  {
    title: 'logprobs returns one entry per token with top_logprobs alternatives',
    request: { path: '/v1/chat/completions', json: { ...chat, logprobs: true, top_logprobs: 2 } },
    response: {
      status: 200,
      json: {
        choices: [
          {
            logprobs: {
              content: [{ token: 'Hello', top_logprobs: [{}, {}] }, ...Array.from({ length: 8 }, () => ({}))],
            },
          },
        ],
      },
    },
  },
  {
    title: 'modalities with audio returns WAV data and its transcript',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, modalities: ['text', 'audio'], audio: { voice: 'alloy', format: 'wav' } },
    },
    response: {
      status: 200,
      json: {
        choices: [
          { message: { content: null, audio: { id: /^audio_/, data: /^UklGR/, transcript: /assist you/ } } },
        ],
      },
    },
  },
]
