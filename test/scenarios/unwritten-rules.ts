import type { Scenario } from './scenario.ts'

const strict = { strict: true }
const CHAT = '/v1/chat/completions'
const RESPONSES = '/v1/responses'
const hello = { role: 'user', content: 'Hello!' }

const weather = (id: string) => ({
  id,
  type: 'function',
  function: { name: 'get_weather', arguments: '{}' },
})
const calling = (...ids: string[]) => ({ role: 'assistant', tool_calls: ids.map(weather) })
const answering = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'sunny' })
const call = (id: string) => ({
  type: 'function_call',
  call_id: id,
  name: 'get_weather',
  arguments: '{}',
})
const output = (id: string) => ({ type: 'function_call_output', call_id: id, output: 'sunny' })

const place = (details: object) => ({
  type: 'object',
  properties: { city: { type: 'string' }, size: { type: 'number' } },
  required: ['city', 'size'],
  additionalProperties: false,
  ...details,
})
const strictFunction = (parameters: object) => ({
  type: 'function',
  function: { name: 'find', strict: true, parameters },
})

interface Refused {
  title: string
  path: string
  /** Besides the model. */
  body: object
  error: { message: string; param: string; code?: string }
}

const refused: Refused[] = [
  {
    title: 'a tool message that follows no call',
    path: CHAT,
    body: { messages: [hello, answering('call_1')] },
    error: {
      message:
        "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      param: 'messages.[1].role',
    },
  },
  {
    title: 'a tool message for another call',
    path: CHAT,
    body: { messages: [hello, calling('call_1'), answering('call_1'), answering('call_2')] },
    error: {
      message: "Invalid parameter: 'tool_call_id' of 'call_2' not found in 'tool_calls' of previous message.",
      param: 'messages.[3].tool_call_id',
    },
  },
  {
    title: 'calls that nobody answered',
    path: CHAT,
    body: { messages: [hello, calling('call_1', 'call_2', 'call_3'), answering('call_2'), hello] },
    error: {
      message:
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
        'The following tool_call_ids did not have response messages: call_1, call_3',
      param: 'messages.[3].role',
    },
  },
  {
    title: 'a call as the last word',
    path: CHAT,
    body: { messages: [hello, calling('call_1')] },
    error: {
      message:
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
        'The following tool_call_ids did not have response messages: call_1',
      param: 'messages.[1].role',
    },
  },
  ...['tool_choice', 'parallel_tool_calls'].map((param) => ({
    title: `${param} without tools`,
    path: CHAT,
    body: { messages: [hello], [param]: param === 'tool_choice' ? 'required' : true },
    error: {
      message: `Invalid value for '${param}': '${param}' is only allowed when 'tools' are specified.`,
      param,
    },
  })),
  {
    title: 'function_call without functions',
    path: CHAT,
    body: { messages: [hello], function_call: 'auto' },
    error: {
      message:
        "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
      param: 'function_call',
    },
  },
  {
    title: 'JSON mode that no message tells of',
    path: CHAT,
    body: { messages: [hello], response_format: { type: 'json_object' } },
    error: {
      message:
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      param: 'messages',
    },
  },
  {
    title: 'a strict schema that is open',
    path: CHAT,
    body: {
      messages: [hello],
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
    title: 'a strict function with an optional parameter, however deep',
    path: CHAT,
    body: {
      messages: [hello],
      tools: [
        strictFunction(place({})),
        strictFunction(
          place({
            properties: { places: { type: 'array', items: { anyOf: [place({ required: ['city'] })] } } },
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
    title: 'an output of no call',
    path: RESPONSES,
    body: { input: [hello, output('call_1')] },
    error: {
      message: 'No tool call found for function call output with call_id call_1.',
      param: 'input',
    },
  },
  {
    title: 'a call without output',
    path: RESPONSES,
    body: { input: [hello, call('call_1'), call('call_2'), output('call_2')] },
    error: { message: 'No tool output found for function call call_1.', param: 'input' },
  },
  {
    title: 'the choice of a tool that is not there',
    path: RESPONSES,
    body: { input: 'Hello!', tool_choice: { type: 'image_generation' }, tools: [{ type: 'web_search' }] },
    error: {
      message: "Tool choice 'image_generation' not found in 'tools' parameter.",
      param: 'tool_choice',
    },
  },
  {
    title: 'JSON mode that the input does not tell of, whatever the instructions say',
    path: RESPONSES,
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
    path: RESPONSES,
    body: {
      input: 'Hello!',
      text: {
        format: {
          type: 'json_schema',
          name: 'place',
          strict: true,
          schema: place({ $defs: { area: place({ additionalProperties: true }) } }),
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
    title: 'a strict function of a response that is open',
    path: RESPONSES,
    body: {
      input: 'Hello!',
      tools: [
        { type: 'web_search' },
        { type: 'function', name: 'find', strict: true, parameters: { type: ['object', 'null'] } },
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

const taken: { title: string; path: string; body: object }[] = [
  {
    title: 'calls that are answered, in any order and once more later',
    path: CHAT,
    body: {
      messages: [
        hello,
        calling('call_1', 'call_2'),
        answering('call_2'),
        answering('call_1'),
        { role: 'assistant', content: 'It is sunny.' },
        hello,
        calling('call_1'),
        answering('call_1'),
      ],
    },
  },
  {
    title: 'a choice of tools that are there, and JSON mode that is told of',
    path: CHAT,
    body: {
      messages: [{ role: 'system', content: [{ type: 'text', text: 'Answer in JSON.' }] }, hello],
      tools: [strictFunction(place({}))],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      response_format: { type: 'json_object' },
    },
  },
  {
    title: 'open schemas that are not strict',
    path: CHAT,
    body: {
      messages: [hello],
      tools: [{ type: 'function', function: { name: 'find', parameters: { type: 'object' } } }],
      response_format: { type: 'json_schema', json_schema: { name: 'any', schema: { type: 'object' } } },
    },
  },
  {
    title: 'outputs of calls that are stored with the service',
    path: RESPONSES,
    body: { input: [output('call_1')], previous_response_id: 'resp_1' },
  },
  {
    title: 'outputs of calls that are stored, and referred to',
    path: RESPONSES,
    body: { input: [{ type: 'item_reference', id: 'fc_1' }, output('call_1')] },
  },
  {
    title: 'the choice of a function that is there',
    path: RESPONSES,
    body: {
      input: 'Answer in json.',
      tools: [{ type: 'function', name: 'find', strict: true, parameters: place({}) }],
      tool_choice: { type: 'function', name: 'find' },
      text: { format: { type: 'json_object' } },
    },
  },
]

const model = 'gpt-5.4'

/** What the service refuses though the document allows it. */
export const unwrittenRules: Scenario[] = [
  ...refused.flatMap(({ title, path, body, error: { code = null, ...error } }): Scenario[] => [
    {
      title: `${title} is refused where the mock is strict`,
      settings: strict,
      request: { path, json: { model, ...body } },
      response: { status: 400, json: { error: { type: 'invalid_request_error', code, ...error } } },
    },
    {
      title: `${title} is answered with a warning otherwise`,
      request: { path, json: { model, ...body } },
      response: {
        status: 200,
        headers: { 'x-mock-warning': `OpenAI would refuse this request: ${error.message}` },
      },
    },
  ]),
  ...taken.map(({ title, path, body }): Scenario => ({
    title: `${title}: the strict mock takes it`,
    settings: strict,
    request: { path, json: { model, ...body } },
    response: { status: 200, headers: { 'x-mock-warning': null } },
  })),
  {
    title: 'all that is wrong is told on request',
    settings: strict,
    request: {
      path: CHAT,
      headers: { prefer: 'errors=all' },
      json: { model, messages: [answering('call_1'), calling('call_2')], tool_choice: 'none' },
    },
    response: {
      status: 400,
      json: {
        error: {
          param: 'tool_choice',
          errors: [
            { param: 'tool_choice' },
            { param: 'messages.[0].role' },
            { param: 'messages.[1].role', message: /call_2$/ },
          ],
        },
      },
    },
  },
  {
    title: 'what the document forbids is told first',
    settings: strict,
    request: { path: CHAT, json: { model, tool_choice: 'none' } },
    response: { status: 400, json: { error: { param: 'messages', code: 'missing_required_parameter' } } },
  },
]
