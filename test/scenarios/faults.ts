import type { Fault } from '../../src/faults/fault.ts'
import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

const request = { path: '/v1/chat/completions', json: chat }
const streamed = { path: '/v1/chat/completions', json: { ...chat, stream: true } }
const streamedResponse = { path: '/v1/responses', json: { model: 'm', input: 'Hello!', stream: true } }

/** One patch with a fault, or with a list of faults. */
function having(fault: Fault | Fault[], others: object = {}): Record<string, unknown> {
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

/** What goes wrong with a stream. */
export const faultyStreams: Scenario[] = [
  {
    title: 'a stream that is cut breaks off after so many events',
    patches: having({ stream: { cut: { after: 2 } } }),
    request: streamed,
    response: {
      status: 200,
      headers: { 'content-type': /^text\/event-stream/, 'x-mock-faults': 'stream.cut' },
      text: /^data: [^\n]*"role":"assistant"[^\n]*\n\ndata: [^\n]*"content":"Hello"[^\n]*\n\n$/,
      breaksOff: true,
    },
  },
  {
    title: 'a stream may be cut before its first event',
    patches: having({ stream: { cut: { after: 0 } } }),
    request: streamed,
    response: { status: 200, text: '', breaksOff: true },
  },
  {
    title: 'a stream may end too early, but properly',
    patches: having({ stream: { cut: { after: 1, by: 'end' } } }),
    request: streamed,
    response: { status: 200, text: /^data: [^\n]*"role":"assistant"[^\n]*\n\n$/ },
  },
  {
    title: 'a stream does not tell its end',
    patches: having({ stream: { withoutEnd: true } }),
    request: streamed,
    response: { status: 200, text: /"finish_reason":"stop"[^\n]*\n\n$/ },
  },
  {
    title: 'a stream of a response does not, either',
    patches: having({ stream: { withoutEnd: true } }),
    request: streamedResponse,
    response: { status: 200, text: /event: response\.output_item\.done\n[^\n]*\n\n$/ },
  },
  {
    title: 'an error in a stream of chat brings the envelope alone, and ends it',
    patches: having({ stream: { error: { after: 1 } } }),
    request: streamed,
    response: {
      status: 200,
      text: /^data: [^\n]*\n\ndata: \{"error":\{"message":"The server had an error while processing your request\. Sorry about that!","type":"server_error","param":null,"code":"server_error"\}\}\n\n$/,
    },
  },
  {
    title: 'an error in a stream of a response is an event of its own, with the next number',
    patches: having({
      stream: { error: { after: 2, code: 'rate_limit_exceeded', message: 'Slow down', type: 'tokens' } },
    }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /"sequence_number":1\}\n\nevent: error\ndata: \{"type":"error","code":"rate_limit_exceeded","message":"Slow down","param":null,"sequence_number":2\}\n\n$/,
    },
  },
  {
    title: 'an error in a stream of a run is named, and has no envelope',
    patches: having({ stream: { error: { after: 1 } } }),
    request: { path: '/v1/threads/thread_1/runs', json: { assistant_id: 'asst_1', stream: true } },
    response: {
      status: 200,
      text: /^event: thread\.run\.created\n[^\n]*\n\nevent: error\ndata: \{"message":"The server had[^\n]*"code":"server_error"\}\n\n$/,
    },
  },
  {
    title: 'a stream that falls silent goes on',
    patches: having({ stream: { stall: { after: 1, milliseconds: 5 } } }),
    request: streamed,
    response: { status: 200, headers: { 'x-mock-faults': 'stream.stall' }, text: /data: \[DONE\]\n\n$/ },
  },
  {
    title: 'one event is no JSON, and the others are',
    patches: having({ stream: { malformed: { after: 1 } } }),
    request: streamed,
    response: { status: 200, text: /^data: \{[^\n]*\}\n\ndata: \{[^\n]*[^}]\n\ndata: \{[^\n]*\}\n\n/ },
  },
  {
    title: 'one event comes twice, with its number',
    patches: having({ stream: { duplicate: { after: 1 } } }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /"sequence_number":0\}[^]*"sequence_number":1\}\n\nevent: response\.in_progress\n[^\n]*"sequence_number":1\}\n\n[^]*"sequence_number":2\D/,
    },
  },
  {
    title: 'one event is left out, with its number',
    patches: having({ stream: { gap: { after: 1 } } }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /^event: response\.created\n[^\n]*"sequence_number":0\}\n\nevent: response\.output_item\.added\n[^\n]*"sequence_number":2\}/,
    },
  },
  {
    title: 'a comment comes before each event',
    patches: having({ stream: { comment: 'keep-alive' } }),
    request: streamed,
    response: {
      status: 200,
      text: /^: keep-alive\n\ndata: [^\n]*\n\n: keep-alive\n\ndata: [^]*: keep-alive\n\ndata: \[DONE\]\n\n$/,
    },
  },
  {
    title: 'lines end in CRLF',
    patches: having({ stream: { lineEnding: 'CRLF' } }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /^event: response\.created\r\ndata: [^\r\n]*\r\n\r\nevent: [^]*[^\n]\r\n\r\n$(?<![^\r]\n[^]*)/,
    },
  },
  {
    title: 'lines end in CR',
    patches: having({ stream: { lineEnding: 'CR' } }),
    request: streamedResponse,
    response: { status: 200, text: /^event: response\.created\rdata: [^\n]*\r\r$/ },
  },
  {
    title: 'what is cut inside characters joins to the same text',
    patches: having({ stream: { splitCharacters: true } }, { body: answering('Größe 日本 🎉') }),
    request: streamed,
    response: { status: 200, text: /"content":" 日本"[^]*"content":" 🎉"[^]*\[DONE\]\n\n$/ },
  },
  {
    title: 'what is sent a few bytes at a time joins to the same text',
    patches: having({ stream: { bytesPerWrite: 500 } }, { body: answering('Größe 日本 🎉') }),
    request: streamed,
    response: { status: 200, text: /"content":" 日本"[^]*"content":" 🎉"[^]*\[DONE\]\n\n$/ },
  },
  {
    title: 'faults of streams apply together',
    patches: having({ stream: { gap: { after: 0 }, comment: 'hi', lineEnding: 'CRLF', cut: { after: 1 } } }),
    request: streamed,
    response: {
      status: 200,
      text: /^: hi\r\n\r\ndata: [^\n]*"content":"Hello"[^\n]*\r\n\r\n$/,
      breaksOff: true,
    },
  },
  {
    title: 'an answer that is no stream is left as it is, and says so',
    patches: having({ stream: { cut: { after: 1 }, comment: 'hi' } }),
    request,
    response: {
      status: 200,
      headers: {
        'x-mock-faults': null,
        'x-mock-warning':
          'fault.stream.cut is for streams, and this answer is none; fault.stream.comment is for streams, and this answer is none',
      },
      json: { object: 'chat.completion' },
    },
  },
  {
    title: 'a stream is left as it is by what is for plain answers, and says so',
    patches: having({ malformed: true, delay: 1 }),
    request: streamed,
    response: {
      status: 200,
      headers: {
        'x-mock-faults': 'delay',
        'x-mock-warning': /^fault\.malformed is for plain answers, and this one is a stream: "stream": \{/,
      },
      text: /\[DONE\]\n\n$/,
    },
  },
]

function answering(content: string): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  }
}

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
