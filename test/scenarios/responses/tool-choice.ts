import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const weatherTool = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}

/** Effects of `tool_choice` on chat completions. */
export const toolChoices: Scenario[] = [
  {
    title: 'chat/completions calls a tool after a result if a call is required',
    request: {
      path: '/v1/chat/completions',
      json: {
        model: 'm',
        tools: [weatherTool],
        tool_choice: 'required',
        messages: [
          { role: 'user', content: 'Weather?' },
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
      json: {
        choices: [
          {
            message: { tool_calls: [{ function: { name: 'get_weather' } }] },
            finish_reason: 'tool_calls',
          },
        ],
      },
    },
  },
  {
    title: 'a named tool choice ends with the finish reason stop',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        tools: [weatherTool],
        tool_choice: { type: 'function', function: { name: 'get_weather' } },
      },
    },
    response: {
      status: 200,
      json: {
        choices: [
          { message: { tool_calls: [{ function: { name: 'get_weather' } }] }, finish_reason: 'stop' },
        ],
      },
    },
  },
]
