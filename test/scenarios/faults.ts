import type { Fault } from '../../src/faults/fault.ts'
import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

/** A plain call. */
export const request = { path: '/v1/chat/completions', json: chat }

/** The same, streamed. */
export const streamed = { path: '/v1/chat/completions', json: { ...chat, stream: true } }

/** One patch with a fault, or with a list of faults. */
export function having(fault: Fault | Fault[], others: object = {}): Record<string, unknown> {
  return { default: { patches: [{ name: 'faulty', fault, ...others }] } }
}

/** What goes wrong with any answer. */
export const faultyAnswers: Scenario[] = [
  {
    title: 'a delay only takes time',
    patches: having({ delay: 5 }),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'faulty', 'x-mock-faults': 'delay', 'x-mock-warning': null },
      json: { object: 'chat.completion' },
    },
  },
  {
    title: 'a rate limit has the headers that the patch sets, too',
    patches: having(
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
    title: 'a rate limit answers 429, and says when to try again',
    patches: having({ rateLimit: true }),
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
    title: 'a rate limit of tokens has the numbers that the patch gives',
    patches: having({ rateLimit: { of: 'tokens', limit: 1000, retryAfter: 90.5 } }),
    request: streamed,
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
    title: 'a timeout ends with 504 for a client that is still there',
    patches: having({ timeout: 5 }),
    request,
    response: {
      status: 504,
      headers: { 'x-mock-faults': 'timeout', 'x-request-id': /^req_/, 'access-control-allow-origin': '*' },
      json: { error: { type: 'server_error', code: 'timeout' } },
    },
  },
  {
    title: 'an empty answer has status and headers',
    patches: having({ empty: true }),
    request,
    response: { status: 200, headers: { 'content-type': 'application/json' }, text: '' },
  },
  {
    title: 'malformed JSON ends in the middle of an answer that is whole',
    patches: having({ malformed: true }, { body: { text: 'Größe', list: [1, 2, 3] } }),
    request,
    response: { status: 200, headers: { 'content-type': 'application/json' }, text: '{"text":"Größe",' },
  },
  {
    title: 'malformed JSON is none, however short it was',
    patches: having({ malformed: true }, { body: 25 }),
    request,
    response: { status: 200, text: '2,' },
  },
  {
    title: 'what is no JSON is not made malformed, and the answer says so',
    patches: having({ malformed: true }),
    request: { path: '/v1/audio/speech', json: { model: 'tts-1', voice: 'alloy', input: 'Hi' } },
    response: {
      status: 200,
      headers: {
        'x-mock-faults': null,
        'x-mock-warning': 'fault.malformed is for answers of JSON, and this one is none',
      },
    },
  },
  {
    title: 'a truncated body breaks off after so many bytes',
    patches: having({ truncate: 10 }),
    request,
    response: { status: 200, headers: { 'x-mock-faults': 'truncate' }, text: '{"id":"cha', breaksOff: true },
  },
  {
    title: 'a truncated body may have no byte at all',
    patches: having({ truncate: 0 }),
    request,
    response: { status: 200, text: '', breaksOff: true },
  },
  {
    title: 'half of the body is what comes when no number is given',
    patches: having({ truncate: true }, { body: { text: 'Hello, you' } }),
    request,
    response: { status: 200, text: '{"text":"H', breaksOff: true },
  },
  {
    title: 'a stream is truncated by bytes, too',
    patches: having({ truncate: 12 }),
    request: streamed,
    response: { status: 200, text: 'data: {"id":', breaksOff: true },
  },
  {
    title: 'the content type may say anything',
    patches: having({ contentType: 'text/html; charset=utf-8' }),
    request,
    response: {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      text: /^\{"id":"chatcmpl-/,
    },
  },
  {
    title: 'several faults apply together',
    patches: having({ delay: { min: 1, max: 2 }, contentType: 'text/plain', truncate: 3 }),
    request,
    response: {
      status: 200,
      headers: { 'content-type': 'text/plain', 'x-mock-faults': 'contentType, truncate, delay' },
      text: '{"i',
      breaksOff: true,
    },
  },
  {
    title: 'a fault applies to an error that a patch makes, too',
    patches: having({ delay: 1, malformed: true }, { status: 500 }),
    request,
    response: { status: 500, text: /^\{"error":\{"message":"[^}]*$/ },
  },
  {
    title: 'a status without a body has none to cut or to empty',
    patches: having({ truncate: 5, contentType: 'text/html' }, { status: 204 }),
    request,
    response: { status: 204, text: '' },
  },
  {
    title: 'a status without a body is empty already',
    patches: having({ empty: true }, { status: 204 }),
    request,
    response: { status: 204, text: '' },
  },
  {
    title: 'the patch in a header may hold a fault',
    request: { ...request, headers: { 'x-mock-patch': '{"fault":{"rateLimit":true}}' } },
    response: { status: 429, headers: { 'x-mock-faults': 'rateLimit' } },
  },
  {
    title: 'a fault that no request meets changes nothing',
    patches: having({ probability: 0, rateLimit: true }),
    request,
    response: { status: 200, headers: { 'x-mock-faults': null } },
  },
  {
    title: 'of several faults, the first that the request meets applies',
    patches: having([{ probability: 0, rateLimit: true }, { empty: true }, { malformed: true }]),
    request,
    response: { status: 200, headers: { 'x-mock-faults': 'empty' }, text: '' },
  },
]

/** Faults that make no sense are refused when the document is read. */
export const faultyPatches: Scenario[] = [
  {
    title: 'an answer ends in one way only',
    patches: having({ timeout: true, truncate: 5 }),
    request,
    response: {
      status: 200,
      headers: {
        'x-mock-patches': null,
        'x-mock-warning': /\/patches\/0\/fault\/truncate does not go with "timeout"/,
      },
    },
  },
  {
    title: 'a rate limit is no stream',
    patches: having([{ empty: true }, { rateLimit: true, stream: { comment: 'hi' } }]),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /\/patches\/0\/fault\/1\/stream does not go with/ },
    },
  },
  {
    title: 'a delay has its ends in order',
    patches: having({ delay: { min: 5, max: 1 } }),
    request,
    response: {
      status: 200,
      headers: { 'x-mock-warning': /\/patches\/0\/fault\/delay has a min of 5 that is more/ },
    },
  },
  {
    title: 'a delay is no longer than ten minutes',
    patches: having({ delay: 600_001 }),
    request,
    response: { status: 200, headers: { 'x-mock-warning': /\/patches\/0\/fault\/delay .*600000/ } },
  },
]
