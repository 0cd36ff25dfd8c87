import {
  toolMessage,
  functionCall,
  assistantCalls,
  CHAT_PATH,
  helloMessage,
  functionCallOutput,
  placeSchema,
  RESPONSES_PATH,
  strictFunction,
} from '../fixtures/tool-requests.ts'

/** A request that is valid by the document, and the error that the service returns. */
export interface RejectedRequest {
  title: string
  path: string
  /** The request body without `model`. */
  body: object
  error: { message: string; param: string; code?: string }
}

/** Rejected requests, by service rule. */
export const rejectedRequests: readonly RejectedRequest[] = [
  {
    title: 'a tool message without a preceding call',
    path: CHAT_PATH,
    body: { messages: [helloMessage, toolMessage('call_1')] },
    error: {
      message:
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      param: 'messages.[1].role',
    },
  },
  {
    title: 'a tool message with an unknown call id',
    path: CHAT_PATH,
    body: {
      messages: [helloMessage, assistantCalls('call_1'), toolMessage('call_1'), toolMessage('call_2')],
    },
    error: {
      message: "Invalid parameter: 'tool_call_id' of 'call_2' not found in 'tool_calls' of previous message.",
      param: 'messages.[3].tool_call_id',
    },
  },
  {
    title: 'tool calls without tool messages',
    path: CHAT_PATH,
    body: {
      messages: [
        helloMessage,
        assistantCalls('call_1', 'call_2', 'call_3'),
        toolMessage('call_2'),
        helloMessage,
      ],
    },
    error: {
      message:
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
        'The following tool_call_ids did not have response messages: call_1, call_3',
      param: 'messages.[3].role',
    },
  },
  {
    title: 'a tool call as the last message',
    path: CHAT_PATH,
    body: { messages: [helloMessage, assistantCalls('call_1')] },
    error: {
      message:
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
        'The following tool_call_ids did not have response messages: call_1',
      param: 'messages.[1].role',
    },
  },
  ...['tool_choice', 'parallel_tool_calls'].map((param) => ({
    title: `${param} without tools`,
    path: CHAT_PATH,
    body: { messages: [helloMessage], [param]: param === 'tool_choice' ? 'required' : true },
    error: {
      message: `Invalid value for '${param}': '${param}' is only allowed when 'tools' are specified.`,
      param,
    },
  })),
  {
    title: 'function_call without functions',
    path: CHAT_PATH,
    body: { messages: [helloMessage], function_call: 'auto' },
    error: {
      message:
        "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
      param: 'function_call',
    },
  },
  {
    title: 'JSON mode without the word json in a message',
    path: CHAT_PATH,
    body: { messages: [helloMessage], response_format: { type: 'json_object' } },
    error: {
      message:
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      param: 'messages',
    },
  },
  {
    title: 'a strict schema without additionalProperties: false',
    path: CHAT_PATH,
    body: {
      messages: [helloMessage],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'place', strict: true, schema: { type: 'object', properties: {} } },
      },
    },
    error: {
      message:
        "Invalid schema for response_format 'place': In context=(), 'additionalProperties' is required to be supplied and to be false.",
      param: 'response_format',
    },
  },
  {
    title: 'a strict function with a nested optional parameter',
    path: CHAT_PATH,
    body: {
      messages: [helloMessage],
      tools: [
        strictFunction(placeSchema({})),
        strictFunction(
          placeSchema({
            properties: {
              places: { type: 'array', items: { anyOf: [placeSchema({ required: ['city'] })] } },
            },
            required: ['places'],
          }),
        ),
      ],
    },
    error: {
      message:
        "Invalid schema for function 'find': In context=('properties', 'places', 'items', 'anyOf', '0'), 'required' is " +
        "required to be supplied and to be an array including every key in properties. Missing 'size'.",
      param: 'tools[1].function.parameters',
      code: 'invalid_function_parameters',
    },
  },
  {
    title: 'a function call output without a call',
    path: RESPONSES_PATH,
    body: { input: [helloMessage, functionCallOutput('call_1')] },
    error: {
      message: 'No tool call found for function call output with call_id call_1.',
      param: 'input',
    },
  },
  {
    title: 'a function call without an output',
    path: RESPONSES_PATH,
    body: {
      input: [helloMessage, functionCall('call_1'), functionCall('call_2'), functionCallOutput('call_2')],
    },
    error: { message: 'No tool output found for function call call_1.', param: 'input' },
  },
  {
    title: 'tool_choice with an unlisted tool',
    path: RESPONSES_PATH,
    body: { input: 'Hello!', tool_choice: { type: 'image_generation' }, tools: [{ type: 'web_search' }] },
    error: {
      message: "Tool choice 'image_generation' not found in 'tools' parameter.",
      param: 'tool_choice',
    },
  },
  {
    title: 'JSON mode without the word json in the input',
    path: RESPONSES_PATH,
    body: {
      input: 'Hello!',
      instructions: 'Answer in JSON.',
      text: { format: { type: 'json_object' } },
    },
    error: {
      message:
        "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
      param: 'input',
    },
  },
  {
    title: 'a strict schema with an open definition',
    path: RESPONSES_PATH,
    body: {
      input: 'Hello!',
      text: {
        format: {
          type: 'json_schema',
          name: 'place',
          strict: true,
          schema: placeSchema({ $defs: { area: placeSchema({ additionalProperties: true }) } }),
        },
      },
    },
    error: {
      message:
        "Invalid schema for response_format 'place': In context=('$defs', 'area'), 'additionalProperties' is required to be supplied and to be false.",
      param: 'text.format.schema',
      code: 'invalid_json_schema',
    },
  },
  {
    title: 'a strict function without additionalProperties: false',
    path: RESPONSES_PATH,
    body: {
      input: 'Hello!',
      tools: [
        { type: 'web_search' },
        { type: 'function', name: 'find', strict: true, parameters: { type: 'object', properties: {} } },
      ],
    },
    error: {
      message:
        "Invalid schema for function 'find': In context=(), 'additionalProperties' is required to be supplied and to be false.",
      param: 'tools[1].parameters',
      code: 'invalid_function_parameters',
    },
  },
]
