import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

/** Invalid requests and OpenAI's message for each. */
const messageCases: [path: string, json: unknown, message: string, code: string][] = [
  [
    '/chat/completions',
    { ...chat, messages: 'Hello!' },
    "Invalid type for 'messages': expected an array of objects, but got a string instead.",
    'invalid_type',
  ],
  [
    '/chat/completions',
    { ...chat, messages: [{ role: 'user', content: {} }] },
    "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an object instead.",
    'invalid_type',
  ],
  [
    '/chat/completions',
    { ...chat, messages: [{ role: 'user', content: ['Hello!'] }] },
    "Invalid type for 'messages[0].content[0]': expected an object, but got a string instead.",
    'invalid_type',
  ],
  [
    '/chat/completions',
    { ...chat, messages: [{ role: 5, content: 'Hello!' }] },
    "Invalid type for 'messages[0].role': expected one of 'developer', 'system', 'user', 'assistant', 'tool', or 'function', but got an integer instead.",
    'invalid_type',
  ],
  [
    '/chat/completions',
    { ...chat, model: null },
    "Invalid type for 'model': expected a string, but got null instead.",
    'invalid_type',
  ],
  [
    '/chat/completions',
    { ...chat, stop: {} },
    "Invalid type for 'stop': expected one of a string or array of strings, but got an object instead.",
    'invalid_type',
  ],
  [
    '/chat/completions',
    { ...chat, n: 130 },
    "Invalid 'n': integer above maximum value. Expected a value <= 128, but got 130 instead.",
    'integer_above_max_value',
  ],
  [
    '/chat/completions',
    { ...chat, temperature: -1 },
    "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.",
    'decimal_below_min_value',
  ],
  [
    '/chat/completions',
    { ...chat, messages: [] },
    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    'empty_array',
  ],
  [
    '/chat/completions',
    { ...chat, stop: ['a', 'b', 'c', 'd', 'e'] },
    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
    'array_above_max_length',
  ],
  [
    '/audio/speech',
    { model: 'tts-1', voice: 'alloy', input: '😀'.repeat(4097) },
    "Invalid 'input': string too long. Expected a string with maximum length 4096, but got a string with length 4097 instead.",
    'string_above_max_length',
  ],
  [
    '/chat/completions',
    { ...chat, response_format: { type: 'json_schem' } },
    "Invalid value: 'json_schem'. Supported values are: 'text', 'json_schema', and 'json_object'.",
    'invalid_value',
  ],
  [
    '/chat/completions',
    { ...chat, response_format: { type: 'json_schema' } },
    "Missing required parameter: 'response_format.json_schema'.",
    'missing_required_parameter',
  ],
  [
    '/chat/completions',
    { ...chat, logit_bias: { 50256: 'x' } },
    "Invalid type for 'logit_bias.50256': expected an integer, but got a string instead.",
    'invalid_type',
  ],
  [
    '/responses',
    { model: 'm', input: [{ type: 'function_call', name: 'f', arguments: '{}' }] },
    "Missing required parameter: 'input[0].call_id'.",
    'missing_required_parameter',
  ],
  [
    '/responses',
    { model: 'm', input: [{ type: 'message', role: 'user', content: [{ type: 'input_text' }] }] },
    "Missing required parameter: 'input[0].content[0].text'.",
    'missing_required_parameter',
  ],
  [
    '/responses',
    { model: 'm', input: [{ role: 'user', content: 5 }] },
    "Invalid type for 'input[0].content': expected one of a string or array of objects, but got an integer instead.",
    'invalid_type',
  ],
  [
    '/responses',
    { model: 'm', input: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] },
    "Invalid value: 'text'. Supported values are: 'input_text', 'input_image', 'input_file', 'output_text', and 'refusal'.",
    'invalid_value',
  ],
  ['/embeddings', { model: 'm', input: 'x', size: 3 }, "Unknown parameter: 'size'.", 'unknown_parameter'],
  [
    '/embeddings',
    { model: 'm', input: ['a', 1] },
    "Invalid type for 'input[1]': expected a string, but got an integer instead.",
    'invalid_type',
  ],
  [
    '/embeddings',
    ['x'],
    'Invalid type for the request body: expected an object, but got an array instead.',
    'invalid_type',
  ],
]

/** Messages of validation errors, in OpenAI's words. */
export const errorMessages: Scenario[] = messageCases.map(([path, json, message, code]) => ({
  title: `${path} rejects with: ${message.slice(0, 120)}`,
  request: { path: `/v1${path}`, json },
  response: { status: 400, json: { error: { message, type: 'invalid_request_error', code } } },
}))

/** Requests that ask for all validation errors with `errors=all`. */
export const allErrors: Scenario[] = [
  {
    title: 'errors=all lists all invalid parameters and reports the first as the error',
    needs: 'document',
    request: {
      path: '/v1/chat/completions',
      headers: { prefer: 'errors=all' },
      json: {
        messages: [{ role: 'wizard' }, { role: 'user', content: [{ type: 'text' }] }],
        n: 0,
        stop: [1, 'a', 2],
      },
    },
    response: {
      status: 400,
      json: {
        error: {
          param: null,
          code: null,
          errors: [
            { param: null, code: null, message: 'you must provide a model parameter' },
            { param: 'messages[0].role', code: 'invalid_value' },
            { param: 'messages[1].content[0].text', code: 'missing_required_parameter' },
            { param: 'stop[0]', code: 'invalid_type' },
            { param: 'stop[2]', code: 'invalid_type' },
            { param: 'n', code: 'integer_below_min_value' },
          ],
        },
      },
    },
  },
  {
    title: 'errors=all lists invalid headers and body parameters together',
    needs: 'document',
    request: {
      path: '/v1/responses?beta=true&__errors=all',
      json: { input: 5, tools: 5 },
      headers: { 'openai-beta': 'no' },
    },
    response: {
      status: 400,
      json: { error: { errors: [{ param: 'openai-beta[0]' }, { param: 'tools' }, { param: 'input' }] } },
    },
  },
  {
    title: 'errors=all lists at most 25 errors',
    request: {
      path: '/v1/embeddings',
      headers: { prefer: 'errors=all' },
      json: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`a${index}`, index])),
    },
    response: {
      status: 400,
      json: { error: { errors: Array.from({ length: 25 }, () => ({ message: /parameter/ })) } },
    },
  },
  {
    title: 'an error has no errors list by default',
    request: { path: '/v1/embeddings', json: {} },
    response: { status: 400, text: /^(?!.*"errors")/s },
  },
  {
    title: 'Prefer: errors=none is rejected',
    request: { path: '/v1/models', headers: { prefer: 'errors=none' } },
    response: { status: 400, json: { error: { param: 'Prefer', code: 'invalid_preference' } } },
  },
]
