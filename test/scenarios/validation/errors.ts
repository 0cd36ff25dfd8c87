import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

/** Errors of authentication, routing and namespaces. */
export const routingErrors: Scenario[] = [
  {
    title: 'a request without a key returns 401',
    request: { path: '/v1/chat/completions', json: chat, headers: { authorization: null } },
    response: {
      status: 401,
      headers: { 'x-mock-operation': 'createChatCompletion' },
      json: { error: { type: 'invalid_request_error', message: /You didn't provide an API key/ } },
    },
  },
  {
    title: 'an empty bearer key returns 401',
    request: { path: '/v1/models', headers: { authorization: 'Bearer ' } },
    response: { status: 401 },
  },
  {
    title: 'a Basic authorization returns 401',
    request: { path: '/v1/models', headers: { authorization: 'Basic abc' } },
    response: { status: 401 },
  },
  {
    title: "an unknown path returns 404 in OpenAI's words",
    request: { path: '/v1/nowhere' },
    response: { status: 404, json: { error: { message: 'Invalid URL (GET /v1/nowhere)' } } },
  },
  {
    title: 'an unsupported method returns 405 with the allowed methods',
    request: { method: 'DELETE', path: '/v1/chat/completions' },
    response: {
      status: 405,
      headers: { allow: 'GET, POST, HEAD, OPTIONS' },
      json: { error: { code: 'method_not_supported', message: /Not allowed to DELETE/ } },
    },
  },
  {
    title: 'a namespace with a path traversal is rejected',
    request: { path: '/v1/models', headers: { 'x-mock-namespace': '../secrets' } },
    response: { status: 400, json: { error: { code: 'invalid_namespace' } } },
  },
]

/** Invalid requests, each with the `param` and `code` of its error. */
const invalidBodies: [title: string, path: string, json: unknown, param: string, code: string][] = [
  [
    'a request without messages',
    '/chat/completions',
    { model: 'm' },
    'messages',
    'missing_required_parameter',
  ],
  [
    'messages that are not an array',
    '/chat/completions',
    { ...chat, messages: 5 },
    'messages',
    'invalid_type',
  ],
  ['an empty messages array', '/chat/completions', { ...chat, messages: [] }, 'messages', 'empty_array'],
  [
    'an unknown role',
    '/chat/completions',
    { ...chat, messages: [{ role: 'wizard', content: 'x' }] },
    'messages[0].role',
    'invalid_value',
  ],
  [
    'a message without a role',
    '/chat/completions',
    { ...chat, messages: [{ content: 'x' }] },
    'messages[0].role',
    'missing_required_parameter',
  ],
  [
    'content of the wrong type',
    '/chat/completions',
    { ...chat, messages: [{ role: 'user', content: 5 }] },
    'messages[0].content',
    'invalid_type',
  ],
  [
    'a content part without its text',
    '/chat/completions',
    { ...chat, messages: [{ role: 'user', content: [{ type: 'text' }] }] },
    'messages[0].content[0].text',
    'missing_required_parameter',
  ],
  [
    'an unknown content part',
    '/chat/completions',
    { ...chat, messages: [{ role: 'user', content: [{ type: 'smell' }] }] },
    'messages[0].content[0].type',
    'invalid_value',
  ],
  [
    'a temperature above the maximum',
    '/chat/completions',
    { ...chat, temperature: 3 },
    'temperature',
    'decimal_above_max_value',
  ],
  [
    'a top_p above the maximum',
    '/chat/completions',
    { ...chat, top_p: 1.5 },
    'top_p',
    'decimal_above_max_value',
  ],
  ['n below the minimum', '/chat/completions', { ...chat, n: 0 }, 'n', 'integer_below_min_value'],
  [
    'too many stop sequences',
    '/chat/completions',
    { ...chat, stop: ['a', 'b', 'c', 'd', 'e'] },
    'stop',
    'array_above_max_length',
  ],
  [
    'an unknown tool_choice',
    '/chat/completions',
    { ...chat, tool_choice: 'always' },
    'tool_choice',
    'invalid_value',
  ],
  [
    'a tool without a name',
    '/chat/completions',
    { ...chat, tools: [{ type: 'function', function: {} }] },
    'tools[0].function.name',
    'missing_required_parameter',
  ],
  ['a missing body', '/embeddings', undefined, 'model', 'missing_required_parameter'],
  ['a body that is not an object', '/embeddings', [1], '', 'invalid_type'],
  [
    'an unknown parameter',
    '/embeddings',
    { model: 'm', input: 'x', colour: 'red' },
    'colour',
    'unknown_parameter',
  ],
  [
    'dimensions above the maximum',
    '/embeddings',
    { model: 'm', input: 'x', dimensions: 1e9 },
    'dimensions',
    'integer_above_max_value',
  ],
  [
    'an input text without its text',
    '/responses',
    { model: 'm', input: [{ role: 'user', content: [{ type: 'input_text' }] }] },
    'input[0].content[0].text',
    'missing_required_parameter',
  ],
  [
    'a function call without its arguments',
    '/responses',
    { model: 'm', input: [{ type: 'function_call', call_id: 'c', name: 'n' }] },
    'input[0].arguments',
    'missing_required_parameter',
  ],
  ['an array instead of a form', '/files', [1], '', 'invalid_type'],
  [
    'an input item of an unknown type',
    '/responses',
    { model: 'm', input: [{ type: 'telepathy' }] },
    'input[0]',
    'invalid_value',
  ],
  [
    'an input message with an unknown role',
    '/responses',
    { model: 'm', input: [{ role: 'wizard', content: 'x' }] },
    'input[0]',
    'invalid_value',
  ],
  [
    'an input above the maximum length',
    '/audio/speech',
    { model: 'tts-1', voice: 'alloy', input: 'x'.repeat(4097) },
    'input',
    'string_above_max_length',
  ],
]

/** Requests that violate the document. */
export const validationErrors: Scenario[] = [
  ...invalidBodies.map(([title, path, json, param, code]): Scenario => ({
    title: `${path} rejects ${title} with ${code} at ${param || 'the body'}`,
    request: { method: 'POST', path: `/v1${path}`, ...(json !== undefined && { json }) },
    response: {
      status: 400,
      json: { error: { type: 'invalid_request_error', param: param === '' ? null : param, code } },
    },
  })),
  {
    title: 'a query parameter of the wrong type is rejected',
    request: { path: '/v1/files?limit=many' },
    response: { status: 400, json: { error: { param: 'limit', code: 'invalid_type' } } },
  },
  {
    title: 'a query parameter with an unknown value is rejected',
    request: { path: '/v1/files?order=random' },
    response: { status: 400, json: { error: { param: 'order', code: 'invalid_value' } } },
  },
  {
    title: 'a missing required query parameter is rejected',
    request: { path: '/v1/organization/costs' },
    response: { status: 400, json: { error: { param: 'start_time', code: 'missing_required_parameter' } } },
  },
  {
    title: 'an OpenAI-Beta header with an unknown value is rejected',
    request: {
      path: '/v1/responses?beta=true',
      json: { model: 'm', input: 'x' },
      headers: { 'openai-beta': 'telepathy=v1' },
    },
    response: { status: 400, json: { error: { param: 'openai-beta[0]', code: 'invalid_value' } } },
  },
  {
    title: 'a form without its required file is rejected',
    request: { path: '/v1/audio/transcriptions', form: [['model', 'whisper-1']] },
    response: { status: 400, json: { error: { param: 'file', code: 'missing_required_parameter' } } },
  },
  {
    title: 'a form field of the wrong type is rejected',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'whisper-1'],
        ['temperature', 'hot'],
      ],
    },
    response: { status: 400, json: { error: { param: 'temperature', code: 'invalid_type' } } },
  },
  {
    title: "an unknown role is rejected with the supported values in OpenAI's words",
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, messages: [{ role: 'wizard', content: 'x' }] },
    },
    response: {
      status: 400,
      json: {
        error: {
          message:
            "Invalid value: 'wizard'. Supported values are: 'developer', 'system', 'user', 'assistant', 'tool', and 'function'.",
        },
      },
    },
  },
]
