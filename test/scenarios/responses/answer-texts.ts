import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

/** Generated assistant text. */
export const generatedText: Scenario[] = [
  {
    title: 'chat/completions answers an image without text',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: [
          {
            role: 'user',
            content: [{ type: 'image_url', image_url: { url: 'https://example.com/cat.png' } }],
          },
        ],
      },
    },
    response: {
      status: 200,
      json: { choices: [{ message: { content: 'This is a mock answer to the image you sent.' } }] },
    },
  },
  {
    title: 'chat/completions quotes a tool result that is a sentence without a second period',
    request: {
      path: '/v1/chat/completions',
      json: {
        ...chat,
        messages: [
          { role: 'user', content: 'The weather?' },
          {
            role: 'assistant',
            tool_calls: [
              { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } },
            ],
          },
          { role: 'tool', tool_call_id: 'call_1', content: 'It is sunny.' },
        ],
      },
    },
    response: {
      status: 200,
      json: { choices: [{ message: { content: 'Here is what I found: It is sunny.' } }] },
    },
  },
  {
    title: 'chat/completions truncates a quoted prompt between characters',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, messages: [{ role: 'user', content: `a${'😀'.repeat(200)}` }] },
    },
    response: {
      status: 200,
      json: {
        choices: [{ message: { content: /^This is a mock answer to your message: "a(?:😀){99}\.\.\."$/u } }],
      },
    },
  },
]
