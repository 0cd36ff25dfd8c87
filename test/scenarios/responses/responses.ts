import type { Scenario } from '../scenario.ts'

const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}

/** Effects of request parameters on responses. */
export const responseParameters: Scenario[] = [
  {
    title: 'responses quotes the input and echoes the parameters',
    request: {
      path: '/v1/responses',
      json: { model: 'm', input: 'Why?', instructions: 'Be brief.', temperature: 0.5, metadata: { a: 'b' } },
    },
    response: {
      status: 200,
      json: {
        id: /^resp_/,
        status: 'completed',
        model: 'm',
        instructions: 'Be brief.',
        temperature: 0.5,
        metadata: { a: 'b' },
        tools: [],
        output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: /Why\?/ }] }],
      },
    },
  },
  {
    title: 'tool_choice with type web_search calls web search',
    request: {
      path: '/v1/responses',
      json: {
        model: 'm',
        input: 'Anything new?',
        tools: [{ type: 'web_search' }],
        tool_choice: { type: 'web_search' },
      },
    },
    response: { status: 200, json: { output: [{ type: 'web_search_call' }, { type: 'message' }] } },
  },
  {
    title: 'responses/compact keeps user messages and adds a compaction item',
    request: {
      path: '/v1/responses/compact',
      json: {
        model: 'gpt-5.4',
        input: [
          { role: 'user', content: 'Why is the sky blue?' },
          { role: 'assistant', content: 'It scatters light.' },
        ],
      },
    },
    response: {
      status: 200,
      json: {
        id: /^resp_/,
        object: 'response.compaction',
        output: [
          { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Why is the sky blue?' }] },
          { type: 'compaction', id: /^cmp_/, encrypted_content: /^gAAAAAB/ },
        ],
      },
    },
  },
  {
    title: 'responses returns moderation results if requested',
    request: {
      path: '/v1/responses',
      json: { model: 'm', input: 'Why?', moderation: { model: 'omni-moderation-latest' } },
    },
    response: {
      status: 200,
      json: {
        moderation: {
          input: { type: 'moderation_result', model: 'omni-moderation-latest', flagged: false },
          output: { type: 'moderation_result', flagged: false },
        },
      },
    },
  },
  {
    title: 'max_output_tokens leaves a shorter response completed',
    request: { path: '/v1/responses', json: { model: 'm', input: 'Hello!', max_output_tokens: 16 } },
    response: { status: 200, json: { status: 'completed', incomplete_details: null, max_output_tokens: 16 } },
  },
  {
    title: 'max_output_tokens truncates a function call and marks the response incomplete',
    request: {
      path: '/v1/responses',
      json: {
        model: 'm',
        input: 'The weather?',
        max_output_tokens: 16,
        tools: [
          {
            type: 'function',
            name: 'get_weather',
            strict: false,
            parameters: {
              type: 'object',
              properties: { reasons: { type: 'string', minLength: 200 } },
              required: ['reasons'],
            },
          },
        ],
      },
    },
    response: {
      status: 200,
      json: {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [{ type: 'function_call', status: 'incomplete', arguments: /^\{"reasons":/ }],
        usage: { output_tokens: 16 },
      },
    },
  },
  {
    title: 'max_output_tokens truncates a message and reports incomplete_details',
    request: {
      path: '/v1/responses',
      json: { model: 'm', input: 'Tell me all about the history of the city of Rome', max_output_tokens: 16 },
    },
    response: {
      status: 200,
      json: {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [{ status: 'incomplete' }],
      },
    },
  },
  {
    title: 'responses calls a function whose name shares a word with the input',
    request: {
      path: '/v1/responses',
      json: {
        model: 'm',
        input: 'What is the weather?',
        tools: [{ type: 'function', name: 'get_weather', parameters: parameters, strict: true }],
      },
    },
    response: {
      status: 200,
      json: {
        output: [{ type: 'function_call', call_id: /^call_/, name: 'get_weather', status: 'completed' }],
      },
    },
  },
  {
    title: 'responses answers with the output of a function call',
    request: {
      path: '/v1/responses',
      json: {
        model: 'm',
        input: [
          { role: 'user', content: 'Weather?' },
          { type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '{}' },
          { type: 'function_call_output', call_id: 'call_1', output: '21 degrees' },
        ],
      },
    },
    response: { status: 200, json: { output: [{ content: [{ text: /21 degrees/ }] }] } },
  },
  {
    title: 'responses runs web search before the message',
    request: {
      path: '/v1/responses',
      json: { model: 'm', input: 'Search the web', tools: [{ type: 'web_search' }] },
    },
    response: {
      status: 200,
      json: {
        output: [{ type: 'web_search_call', action: { query: 'Search the web' } }, { type: 'message' }],
      },
    },
  },
  {
    title: 'responses returns reasoning before the message',
    request: {
      path: '/v1/responses',
      json: {
        model: 'm',
        input: 'Hello!',
        reasoning: { effort: 'low', summary: 'auto' },
        include: ['reasoning.encrypted_content'],
      },
    },
    response: {
      status: 200,
      json: {
        reasoning: { effort: 'low' },
        output: [
          { type: 'reasoning', summary: [{ type: 'summary_text' }], encrypted_content: /^gAAAAA/ },
          { type: 'message' },
        ],
        usage: { output_tokens_details: { reasoning_tokens: 64 } },
      },
    },
  },
]
