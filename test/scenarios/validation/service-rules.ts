import { rejectedRequests } from './invalid-requests.ts'
import type { Scenario } from '../scenario.ts'
import {
  toolMessage,
  assistantCalls,
  CHAT_PATH,
  helloMessage,
  functionCallOutput,
  placeSchema,
  RESPONSES_PATH,
  strictFunction,
} from '../fixtures/tool-requests.ts'

const strictSettings = { rules: 'refuse' } as const
const acceptedRequests: { title: string; path: string; body: object }[] = [
  {
    title: 'tool calls answered in any order and again later',
    path: CHAT_PATH,
    body: {
      messages: [
        helloMessage,
        assistantCalls('call_1', 'call_2'),
        toolMessage('call_2'),
        toolMessage('call_1'),
        { role: 'assistant', content: 'It is sunny.' },
        helloMessage,
        assistantCalls('call_1'),
        toolMessage('call_1'),
      ],
    },
  },
  {
    title: 'tool_choice with tools, and JSON mode with the word JSON in a message',
    path: CHAT_PATH,
    body: {
      messages: [{ role: 'system', content: [{ type: 'text', text: 'Answer in JSON.' }] }, helloMessage],
      tools: [strictFunction(placeSchema({}))],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      response_format: { type: 'json_object' },
    },
  },
  {
    title: 'open schemas that are not strict',
    path: CHAT_PATH,
    body: {
      messages: [helloMessage],
      tools: [
        { type: 'function', function: { name: 'find', parameters: { type: 'object', properties: {} } } },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'any', schema: { type: 'object' } } },
    },
  },
  {
    title: 'outputs for calls of a previous response',
    path: RESPONSES_PATH,
    body: { input: [functionCallOutput('call_1')], previous_response_id: 'resp_1' },
  },
  {
    title: 'outputs for calls behind an item reference',
    path: RESPONSES_PATH,
    body: { input: [{ type: 'item_reference', id: 'fc_1' }, functionCallOutput('call_1')] },
  },
  {
    title: 'tool_choice with the name of a listed function',
    path: RESPONSES_PATH,
    body: {
      input: 'Answer in json.',
      tools: [{ type: 'function', name: 'find', strict: true, parameters: placeSchema({}) }],
      tool_choice: { type: 'function', name: 'find' },
      text: { format: { type: 'json_object' } },
    },
  },
]

const model = 'gpt-5.4'

/** Service rules: requests that OpenAI rejects although its document allows them. */
export const serviceRules: Scenario[] = [
  ...rejectedRequests.flatMap(({ title, path, body, error: { code = null, ...error } }): Scenario[] => [
    {
      title: `${path} in strict mode rejects ${title}`,
      settings: strictSettings,
      request: { path, json: { model, ...body } },
      response: { status: 400, json: { error: { type: 'invalid_request_error', code, ...error } } },
    },
    {
      title: `${path} by default warns about ${title}`,
      request: { path, json: { model, ...body } },
      response: {
        status: 200,
        headers: {
          'x-mock-warning': `OpenAI would refuse this request: ${error.message} (param: ${error.param}, code: ${code})`,
        },
      },
    },
  ]),
  ...acceptedRequests.map(({ title, path, body }): Scenario => ({
    title: `${path} in strict mode accepts ${title}`,
    settings: strictSettings,
    request: { path, json: { model, ...body } },
    response: { status: 200, headers: { 'x-mock-warning': null } },
  })),
  {
    title: 'errors=all in strict mode lists all violated service rules',
    settings: strictSettings,
    request: {
      path: CHAT_PATH,
      headers: { prefer: 'errors=all' },
      json: { model, messages: [toolMessage('call_1'), assistantCalls('call_2')], tool_choice: 'none' },
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
    title: 'strict mode reports validation errors before service rules',
    settings: strictSettings,
    request: { path: CHAT_PATH, json: { model, tool_choice: 'none' } },
    response: { status: 400, json: { error: { param: 'messages', code: 'missing_required_parameter' } } },
  },
]
