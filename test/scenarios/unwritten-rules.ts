import { refused } from './refused-requests.ts'
import type { Scenario } from './scenario.ts'
import { answering, calling, CHAT, hello, output, place, RESPONSES, strictFunction } from './tool-requests.ts'

const strict = { strict: true }
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
