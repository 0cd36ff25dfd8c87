import type { Fault } from '../../../src/faults/types.ts'
import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

/** A chat completion request. */
export const request = { path: '/v1/chat/completions', json: chat }

/** The same request, streamed. */
export const streamedRequest = { path: '/v1/chat/completions', json: { ...chat, stream: true } }

/** Patch documents with one patch that has a fault or a list of faults. */
export function withFault(fault: Fault | Fault[], fields: object = {}): Record<string, unknown> {
  return { default: { patches: [{ name: 'faulty', fault, ...fields }] } }
}

/** Faults that apply to any response. */
export const responseFaults: Scenario[] = [
  {
    title: 'delay: a number delays the response and leaves it unchanged',
    patches: withFault({ delay: 5 }),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'faulty', 'x-mock-faults': 'delay', 'x-mock-warning': null },
      json: { object: 'chat.completion' },
    },
  },
  {
    title: 'rateLimit keeps the headers that the patch sets',
    patches: withFault(
      { rateLimit: true },
      { headers: { 'x-team': 'blue', 'retry-after': '9', 'retry-after-ms': null } },
    ),
    request,
    response: {
      status: 429,
      headers: {
        'x-team': 'blue',
        'retry-after': '9',
        'retry-after-ms': null,
        'x-ratelimit-remaining-requests': '0',
      },
    },
  },
  {
    title: 'rateLimit: true returns 429 with retry-after and rate limit headers',
    patches: withFault({ rateLimit: true }),
    request,
    response: {
      status: 429,
      headers: {
        'content-type': 'application/json',
        'retry-after': '1',
        'retry-after-ms': '20',
        'x-ratelimit-limit-requests': '3000',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '20ms',
        'x-ratelimit-remaining-tokens': '2000000',
        'x-mock-faults': 'rateLimit',
      },
      json: {
        error: {
          message:
            'Rate limit reached for gpt-5.4 in organization org-mock on requests per min (RPM): Limit 3000, Used 3000, Requested 1. Please try again in 20ms. Visit https://platform.openai.com/account/rate-limits to learn more.',
          type: 'requests',
          param: null,
          code: 'rate_limit_exceeded',
        },
      },
    },
  },
  {
    title: 'rateLimit uses the limit and retryAfter of the fault for a token limit',
    patches: withFault({ rateLimit: { of: 'tokens', limit: 1000, retryAfter: 90.5 } }),
    request: streamedRequest,
    response: {
      status: 429,
      headers: {
        'content-type': 'application/json',
        'retry-after': '91',
        'retry-after-ms': '90500',
        'x-ratelimit-limit-tokens': '1000',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '1m31s',
        'x-ratelimit-remaining-requests': '3000',
      },
      json: { error: { type: 'tokens', message: /TPM\): Limit 1000, .* again in 1m31s\./ } },
    },
  },
  {
    title: 'timeout returns 504 to a client that keeps waiting',
    patches: withFault({ timeout: 5 }),
    request,
    response: {
      status: 504,
      headers: { 'x-mock-faults': 'timeout', 'x-request-id': /^req_/, 'access-control-allow-origin': '*' },
      json: { error: { type: 'server_error', code: 'timeout' } },
    },
  },
  {
    title: 'empty: true returns status and headers without a body',
    patches: withFault({ empty: true }),
    request,
    response: { status: 200, headers: { 'content-type': 'application/json' }, text: '' },
  },
  {
    title: 'malformed: true truncates JSON in the middle and completes the response',
    patches: withFault({ malformed: true }, { body: { text: 'Größe', list: [1, 2, 3] } }),
    request,
    response: { status: 200, headers: { 'content-type': 'application/json' }, text: '{"text":"Größe",' },
  },
  {
    title: 'malformed: true makes even a two-character body invalid JSON',
    patches: withFault({ malformed: true }, { body: 25 }),
    request,
    response: { status: 200, text: '2,' },
  },
  {
    title: 'malformed: true is ignored with a warning for a binary response',
    patches: withFault({ malformed: true }),
    request: { path: '/v1/audio/speech', json: { model: 'tts-1', voice: 'alloy', input: 'Hi' } },
    response: {
      status: 200,
      headers: {
        'x-mock-faults': null,
        'x-mock-warning': 'fault.malformed only applies to JSON responses',
      },
    },
  },
  {
    title: 'truncate: n ends the connection after n bytes',
    patches: withFault({ truncate: 10 }),
    request,
    response: { status: 200, headers: { 'x-mock-faults': 'truncate' }, text: '{"id":"cha', truncated: true },
  },
  {
    title: 'truncate: 0 ends the connection before the first byte',
    patches: withFault({ truncate: 0 }),
    request,
    response: { status: 200, text: '', truncated: true },
  },
  {
    title: 'truncate: true sends half of the body',
    patches: withFault({ truncate: true }, { body: { text: 'Hello, you' } }),
    request,
    response: { status: 200, text: '{"text":"H', truncated: true },
  },
  {
    title: 'truncate: n applies to the bytes of a stream',
    patches: withFault({ truncate: 12 }),
    request: streamedRequest,
    response: { status: 200, text: 'data: {"id":', truncated: true },
  },
  {
    title: 'contentType overrides the content-type header and keeps the body',
    patches: withFault({ contentType: 'text/html; charset=utf-8' }),
    request,
    response: {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      text: /^\{"id":"chatcmpl-/,
    },
  },
  {
    title: 'contentType, truncate and delay apply together',
    patches: withFault({ delay: { min: 1, max: 2 }, contentType: 'text/plain', truncate: 3 }),
    request,
    response: {
      status: 200,
      headers: { 'content-type': 'text/plain', 'x-mock-faults': 'contentType, truncate, delay' },
      text: '{"i',
      truncated: true,
    },
  },
  {
    title: 'malformed: true applies to an error set by the same patch',
    patches: withFault({ delay: 1, malformed: true }, { status: 500 }),
    request,
    response: { status: 500, text: /^\{"error":\{"message":"[^}]*$/ },
  },
  {
    title: 'truncate and contentType are ignored for a 204 response',
    patches: withFault({ truncate: 5, contentType: 'text/html' }, { status: 204 }),
    request,
    response: { status: 204, text: '' },
  },
  {
    title: 'empty: true has no effect on a 204 response',
    patches: withFault({ empty: true }, { status: 204 }),
    request,
    response: { status: 204, text: '' },
  },
  {
    title: 'X-Mock-Patch injects the fault of its patch',
    request: { ...request, headers: { 'x-mock-patch': '{"fault":{"rateLimit":true}}' } },
    response: { status: 429, headers: { 'x-mock-faults': 'rateLimit' } },
  },
  {
    title: 'probability: 0 never injects the fault',
    patches: withFault({ probability: 0, rateLimit: true }),
    request,
    response: { status: 200, headers: { 'x-mock-faults': null } },
  },
  {
    title: 'a list of faults applies the first one whose probability is met',
    patches: withFault([{ probability: 0, rateLimit: true }, { empty: true }, { malformed: true }]),
    request,
    response: { status: 200, headers: { 'x-mock-faults': 'empty' }, text: '' },
  },
]

/** Invalid faults, which are rejected when the document is parsed. */
export const invalidFaults: Scenario[] = [
  {
    title: 'a fault with both timeout and truncate is rejected',
    patches: withFault({ timeout: true, truncate: 5 }),
    request,
    response: {
      status: 200,
      headers: {
        'x-mock-patches': null,
        'x-mock-warning': /\/patches\/0\/fault\/truncate cannot be combined with "timeout"/,
      },
    },
  },
  {
    title: 'a fault with both rateLimit and stream is rejected',
    patches: withFault([{ empty: true }, { rateLimit: true, stream: { comment: 'hi' } }]),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /\/patches\/0\/fault\/1\/stream cannot be combined with/ },
    },
  },
  {
    title: 'delay: { min, max } is rejected if min exceeds max',
    patches: withFault({ delay: { min: 5, max: 1 } }),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /\/patches\/0\/fault\/delay min 5 is greater than max 1/ },
    },
  },
  {
    title: 'delay is rejected above ten minutes',
    patches: withFault({ delay: 600_001 }),
    request,
    response: { status: 200, headers: { 'x-mock-warning': /\/patches\/0\/fault\/delay .*600000/ } },
  },
]
