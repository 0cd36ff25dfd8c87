import { having, request, streamed } from './faults.ts'
import type { Scenario } from './scenario.ts'

const streamedResponse = { path: '/v1/responses', json: { model: 'm', input: 'Hello!', stream: true } }

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
