import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]
const requests: Record<string, Scenario['request']> = {
  'GET models': { path: '/v1/models' },
  'POST chat/completions': { path: '/v1/chat/completions', json: chat },
  'DELETE files/{file_id}': { method: 'DELETE', path: '/v1/files/file-1' },
  'POST audio/transcriptions': {
    path: '/v1/audio/transcriptions',
    form: [
      ['file', ['RIFF']],
      ['model', 'whisper-1'],
    ],
  },
  'GET files/{file_id}/content': { path: '/v1/files/file-1/content' },
}

/** Errors requested with `Prefer: code`. */
export const errorsByStatus: Scenario[] = [
  ...Object.entries(requests).flatMap(([name, request]) =>
    statuses.map((status): Scenario => ({
      title: `${name} with Prefer: code=${status} returns ${status}`,
      request: { ...request, headers: { prefer: `code=${status}` } },
      response: {
        status,
        headers: { 'content-type': 'application/json', 'x-request-id': /^req_/ },
        json: { error: { message: /\w/, type: /\w/ } },
      },
    })),
  ),
  {
    title: 'a 404 names the id that was not found',
    request: { path: '/v1/threads/thread_1/runs/run_7', headers: { prefer: 'code=404' } },
    response: { status: 404, json: { error: { message: "No run found with id 'run_7'.", param: null } } },
  },
  {
    title: "a 404 for a model uses OpenAI's model_not_found error",
    request: { path: '/v1/models/gpt-0', headers: { prefer: 'code=404' } },
    response: {
      status: 404,
      json: {
        error: { message: /^The model 'gpt-0' does not exist/, param: 'model', code: 'model_not_found' },
      },
    },
  },
  {
    title: 'an example of a 404 requested by name is returned unchanged',
    request: { path: '/v1/models/gpt-0', headers: { prefer: 'code=404, example=default' } },
    response: { status: 404, json: { error: { message: 'The requested resource was not found.' } } },
  },
]

const rateLimitedHeaders = {
  'retry-after': '1',
  'retry-after-ms': '20',
  'x-ratelimit-limit-requests': '3000',
  'x-ratelimit-remaining-requests': '0',
  'x-ratelimit-reset-requests': '20ms',
}

/** Rate limit headers. */
export const rateLimitHeaders: Scenario[] = [
  {
    title: 'a chat completion has rate limit headers with remaining counts',
    request: { path: '/v1/chat/completions', json: chat },
    response: {
      status: 200,
      headers: {
        'x-ratelimit-limit-requests': '3000',
        'x-ratelimit-remaining-requests': '2999',
        'x-ratelimit-reset-requests': '20ms',
        'x-ratelimit-limit-tokens': '2000000',
        'x-ratelimit-remaining-tokens': /^19999\d\d$/,
        'x-ratelimit-reset-tokens': '1ms',
        'retry-after': null,
      },
    },
  },
  {
    title: 'models has no rate limit headers',
    request: { path: '/v1/models' },
    response: { status: 200, headers: { 'x-ratelimit-limit-requests': null } },
  },
  {
    title: 'Prefer: code=429 sets retry headers on every operation',
    request: { path: '/v1/models', headers: { prefer: 'code=429' } },
    response: {
      status: 429,
      headers: rateLimitedHeaders,
      json: { error: { message: /Please try again in 20ms/ } },
    },
  },
  {
    title: 'a patch with status 429 sets retry headers',
    patches: { default: { patches: [{ status: 429 }] } },
    request: { path: '/v1/models' },
    response: { status: 429, headers: rateLimitedHeaders },
  },
  {
    title: 'a patch overrides or removes the retry headers of a 429',
    patches: {
      default: { patches: [{ status: 429, headers: { 'retry-after': '7', 'retry-after-ms': null } }] },
    },
    request: { path: '/v1/models' },
    response: { status: 429, headers: { 'retry-after': '7', 'retry-after-ms': null } },
  },
  {
    title: 'insufficient-quota returns 429 without retry headers',
    request: { path: '/v1/models', headers: { prefer: 'code=429, example=insufficient-quota' } },
    response: { status: 429, headers: { 'retry-after': null, 'retry-after-ms': null } },
  },
]
