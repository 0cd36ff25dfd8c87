import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

const weather = {
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
const clock = {
  type: 'function',
  function: { name: 'read_clock', parameters: { type: 'object', properties: {} } },
}
const asked = (content: string) => [{ role: 'user', content }]

/** What chat completions make of their parameters. */
export const chatAnswers: Scenario[] = [
  {
    title: 'the answer is about what was asked',
    request: { path: '/v1/chat/completions', json: { ...chat, messages: asked('Why is the sky blue?') } },
    response: {
      status: 200,
      json: {
        model: 'gpt-5.4',
        choices: [{ message: { content: /Why is the sky blue\?/ }, finish_reason: 'stop' }],
      },
    },
  },
  {
    title: 'moderation comes when it is asked for',
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
    title: 'n answers come when n are asked for',
    request: { path: '/v1/chat/completions', json: { ...chat, n: 3 } },
    response: { status: 200, json: { choices: [{ index: 0 }, { index: 1 }, { index: 2 }] } },
  },
  {
    title: 'the most tokens end the answer',
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
    title: 'the most tokens end the arguments of a call, too',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: asked('The weather in Oslo?'),
        tools: [weather, clock],
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
    title: 'a stop sequence ends the answer before it',
    request: { path: '/v1/chat/completions', json: { ...chat, stop: [' can', ' today'] } },
    response: {
      status: 200,
      json: { choices: [{ message: { content: 'Hello! How' }, finish_reason: 'stop' }] },
    },
  },
  {
    title: 'tools that have nothing to do with the question are not called',
    request: { path: '/v1/chat/completions', json: { ...chat, tools: [weather] } },
    response: { status: 200, json: { choices: [{ finish_reason: 'stop', message: { content: /\w/ } }] } },
  },
  {
    title: 'a tool is called when the question shares a word with its name',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, messages: asked('Weather in fahrenheit, please'), tools: [weather, clock] },
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
    title: 'a tool that is asked for by name is called',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        tools: [weather, clock],
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
    title: 'some tool is called when one is required',
    request: { path: '/v1/chat/completions', json: { ...chat, tools: [weather], tool_choice: 'required' } },
    response: { status: 200, json: { choices: [{ message: { tool_calls: [{}] } }] } },
  },
  {
    title: 'no tool is called when none is wanted',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, messages: asked('Weather?'), tools: [weather], tool_choice: 'none' },
    },
    response: { status: 200, json: { choices: [{ finish_reason: 'stop' }] } },
  },
  {
    title: 'one tool is called where only one may be',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: asked('Read the weather and the clock'),
        tools: [weather, clock],
        parallel_tool_calls: false,
      },
    },
    response: {
      status: 200,
      json: { choices: [{ message: { tool_calls: [{ function: { name: 'get_weather' } }] } }] },
    },
  },
  {
    title: 'after the result of a tool there is an answer that uses it',
    request: {
      path: '/v1/chat/completions',
      json: {
        model: 'm',
        tools: [weather],
        tool_choice: 'required',
        messages: [
          ...asked('Weather?'),
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
    title: 'functions of old are called as functions of old',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, functions: [weather.function], function_call: { name: 'get_weather' } },
    },
    response: {
      status: 200,
      json: {
        choices: [{ finish_reason: 'function_call', message: { function_call: { name: 'get_weather' } } }],
      },
    },
  },
  {
    title: 'a custom tool gets text',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: asked('run it'),
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
    title: 'a JSON object is answered where one is asked for',
    request: { path: '/v1/chat/completions', json: { ...chat, response_format: { type: 'json_object' } } },
    response: { status: 200, json: { choices: [{ message: { content: /^\{"answer":".+"\}$/ } }] } },
  },
  {
    title: 'log probabilities come when they are asked for',
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
    title: 'an answer is heard, with its transcript, where audio is asked for',
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
