import { refused } from './invalid-requests.ts'
import type { Scenario } from '../scenario.ts'
import {
  answering,
  calling,
  CHAT,
  hello,
  output,
  place,
  RESPONSES,
  strictFunction,
} from '../fixtures/tool-requests.ts'

const strict = { strict: true }
const taken: { title: string; path: string; body: object }[] = [
  {
    title: 'tool calls answered in any order and again later',
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
    title: 'tool_choice with tools, and JSON mode with the word JSON in a message',
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
    title: 'outputs for calls of a previous response',
    path: RESPONSES,
    body: { input: [output('call_1')], previous_response_id: 'resp_1' },
  },
  {
    title: 'outputs for calls behind an item reference',
    path: RESPONSES,
    body: { input: [{ type: 'item_reference', id: 'fc_1' }, output('call_1')] },
  },
  {
    title: 'tool_choice with the name of a listed function',
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

/** Service rules: requests that OpenAI rejects although its document allows them. */
export const unwrittenRules: Scenario[] = [
  ...refused.flatMap(({ title, path, body, error: { code = null, ...error } }): Scenario[] => [
    {
      title: `${path} in strict mode rejects ${title}`,
      settings: strict,
      request: { path, json: { model, ...body } },
      response: { status: 400, json: { error: { type: 'invalid_request_error', code, ...error } } },
    },
    {
      title: `${path} by default warns about ${title}`,
      request: { path, json: { model, ...body } },
      response: {
        status: 200,
        headers: { 'x-mock-warning': `OpenAI would refuse this request: ${error.message}` },
      },
    },
  ]),
  ...taken.map(({ title, path, body }): Scenario => ({
    title: `${path} in strict mode accepts ${title}`,
    settings: strict,
    request: { path, json: { model, ...body } },
    response: { status: 200, headers: { 'x-mock-warning': null } },
  })),
  {
    title: 'errors=all in strict mode lists all violated service rules',
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
    title: 'strict mode reports validation errors before service rules',
    settings: strict,
    request: { path: CHAT, json: { model, tool_choice: 'none' } },
    response: { status: 400, json: { error: { param: 'messages', code: 'missing_required_parameter' } } },
  },
]
