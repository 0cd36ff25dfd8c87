import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

const statuses = [400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]
const requests: Record<string, Scenario['request']> = {
  'a list': { path: '/v1/models' },
  'a chat': { path: '/v1/chat/completions', json: chat },
  'a deletion': { method: 'DELETE', path: '/v1/files/file-1' },
  'a form': {
    path: '/v1/audio/transcriptions',
    form: [
      ['file', ['RIFF']],
      ['model', 'whisper-1'],
    ],
  },
  'a download': { path: '/v1/files/file-1/content' },
}

/** Errors that a request asks for. */
export const everyError: Scenario[] = [
  ...Object.entries(requests).flatMap(([name, request]) =>
    statuses.map((status): Scenario => ({
      title: `${name} is answered with ${status} when it asks for it`,
      request: { ...request, headers: { prefer: `code=${status}` } },
      response: {
        status,
        headers: { 'content-type': 'application/json', 'x-request-id': /^req_/ },
        json: { error: { message: /\w/, type: /\w/ } },
      },
    })),
  ),
  {
    title: 'the id that was not found is named',
    request: { path: '/v1/threads/thread_1/runs/run_7', headers: { prefer: 'code=404' } },
    response: { status: 404, json: { error: { message: "No run found with id 'run_7'.", param: null } } },
  },
  {
    title: 'a model that was not found is named as the API does',
    request: { path: '/v1/models/gpt-0', headers: { prefer: 'code=404' } },
    response: {
      status: 404,
      json: {
        error: { message: /^The model 'gpt-0' does not exist/, param: 'model', code: 'model_not_found' },
      },
    },
  },
  {
    title: 'an example of a 404 stays as it is',
    request: { path: '/v1/models/gpt-0', headers: { prefer: 'code=404, example=default' } },
    response: { status: 404, json: { error: { message: 'The requested resource was not found.' } } },
  },
]

const exhausted = {
  'retry-after': '1',
  'retry-after-ms': '20',
  'x-ratelimit-limit-requests': '3000',
  'x-ratelimit-remaining-requests': '0',
  'x-ratelimit-reset-requests': '20ms',
}

/** What answers say of the rate limits. */
export const rateLimits: Scenario[] = [
  {
    title: "a model's answer says how much is left",
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
    title: 'an answer that no model gave says nothing of limits',
    request: { path: '/v1/models' },
    response: { status: 200, headers: { 'x-ratelimit-limit-requests': null } },
  },
  {
    title: 'a 429 says when to try again, whatever the operation',
    request: { path: '/v1/models', headers: { prefer: 'code=429' } },
    response: { status: 429, headers: exhausted, json: { error: { message: /Please try again in 20ms/ } } },
  },
  {
    title: 'a 429 that a patch asks for says it, too',
    patches: { default: { patches: [{ status: 429 }] } },
    request: { path: '/v1/models' },
    response: { status: 429, headers: exhausted },
  },
  {
    title: 'a patch may say it otherwise',
    patches: {
      default: { patches: [{ status: 429, headers: { 'retry-after': '7', 'retry-after-ms': null } }] },
    },
    request: { path: '/v1/models' },
    response: { status: 429, headers: { 'retry-after': '7', 'retry-after-ms': null } },
  },
  {
    title: 'an exhausted quota does not say when to try again',
    request: { path: '/v1/models', headers: { prefer: 'code=429, example=insufficient-quota' } },
    response: { status: 429, headers: { 'retry-after': null, 'retry-after-ms': null } },
  },
]
