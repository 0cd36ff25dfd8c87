import { withFault, request, streamedRequest } from './faults.ts'
import type { Scenario } from '../scenario.ts'

const streamedResponse = { path: '/v1/responses', json: { model: 'm', input: 'Hello!', stream: true } }

/** Faults that apply to streams. */
export const streamFaults: Scenario[] = [
  {
    title: 'stream.disconnect ends the connection after n events',
    patches: withFault({ stream: { disconnect: { after: 2 } } }),
    request: streamedRequest,
    response: {
      status: 200,
      headers: { 'content-type': /^text\/event-stream/, 'x-mock-faults': 'stream.disconnect' },
      text: /^data: [^\n]*"role":"assistant"[^\n]*\n\ndata: [^\n]*"content":"Hello"[^\n]*\n\n$/,
      truncated: true,
    },
  },
  {
    title: 'stream.disconnect with after: 0 ends the connection before the first event',
    patches: withFault({ stream: { disconnect: { after: 0 } } }),
    request: streamedRequest,
    response: { status: 200, text: '', truncated: true },
  },
  {
    title: 'stream.disconnect with by: end completes the response early',
    patches: withFault({ stream: { disconnect: { after: 1, by: 'end' } } }),
    request: streamedRequest,
    response: { status: 200, text: /^data: [^\n]*"role":"assistant"[^\n]*\n\n$/ },
  },
  {
    title: 'stream.noTerminator omits [DONE] from a chat completion stream',
    patches: withFault({ stream: { noTerminator: true } }),
    request: streamedRequest,
    response: { status: 200, text: /"finish_reason":"stop"[^\n]*\n\n$/ },
  },
  {
    title: 'stream.noTerminator omits response.completed from a response stream',
    patches: withFault({ stream: { noTerminator: true } }),
    request: streamedResponse,
    response: { status: 200, text: /event: response\.output_item\.done\n[^\n]*\n\n$/ },
  },
  {
    title: 'stream.error sends the error envelope as the last event of a chat stream',
    patches: withFault({ stream: { error: { after: 1 } } }),
    request: streamedRequest,
    response: {
      status: 200,
      text: /^data: [^\n]*\n\ndata: \{"error":\{"message":"The server had an error while processing your request\. Sorry about that!","type":"server_error","param":null,"code":"server_error"\}\}\n\n$/,
    },
  },
  {
    title: 'stream.error ends a response stream with a nested error and response.failed',
    patches: withFault({
      stream: { error: { after: 2, code: 'rate_limit_exceeded', message: 'Slow down', type: 'tokens' } },
    }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /"sequence_number":1\}\n\nevent: error\ndata: \{"type":"error","sequence_number":2,"error":\{"message":"Slow down","type":"tokens","param":null,"code":"rate_limit_exceeded"\}\}\n\nevent: response\.failed\ndata: \{"type":"response\.failed","response":\{"id":"resp_[^\n]*"status":"failed"[^\n]*"error":\{"code":"rate_limit_exceeded","message":"Slow down"\}[^\n]*"sequence_number":3\}\n\n$/,
    },
  },
  {
    title: 'stream.error with a known code has the message of that code',
    patches: withFault({ stream: { error: { after: 1, code: 'insufficient_quota' } } }),
    request: { path: '/v1/responses', json: { model: 'gpt-5.4', input: 'Hi', stream: true } },
    response: {
      status: 200,
      text: /"error":\{"message":"You exceeded your current quota[^"]*","type":"insufficient_quota","param":null,"code":"insufficient_quota"\}/,
    },
  },
  {
    title: 'a failed response stream has no error before response.failed',
    patches: {
      default: { patches: [{ merge: { status: 'failed', error: { code: 'server_error', message: 'x' } } }] },
    },
    request: { path: '/v1/responses', json: { model: 'gpt-5.4', input: 'Hi', stream: true } },
    response: {
      status: 200,
      text: /^event: response\.created\n[^\n]*"error":null[^\n]*\n\nevent: response\.in_progress\n[^\n]*"error":null[\s\S]*event: response\.failed\n[^\n]*"error":\{"code":"server_error","message":"x"\}/,
    },
  },
  {
    title: 'stream.error sends a named error event without the envelope in a run stream',
    patches: withFault({ stream: { error: { after: 1 } } }),
    request: { path: '/v1/threads/thread_1/runs', json: { assistant_id: 'asst_1', stream: true } },
    response: {
      status: 200,
      text: /^event: thread\.run\.created\n[^\n]*\n\nevent: error\ndata: \{"message":"The server had[^\n]*"code":"server_error"\}\n\n$/,
    },
  },
  {
    title: 'stream.stall pauses the stream and then completes it',
    patches: withFault({ stream: { stall: { after: 1, milliseconds: 5 } } }),
    request: streamedRequest,
    response: { status: 200, headers: { 'x-mock-faults': 'stream.stall' }, text: /data: \[DONE\]\n\n$/ },
  },
  {
    title: 'stream.malformed makes one event invalid JSON',
    patches: withFault({ stream: { malformed: { after: 1 } } }),
    request: streamedRequest,
    response: { status: 200, text: /^data: \{[^\n]*\}\n\ndata: \{[^\n]*[^}]\n\ndata: \{[^\n]*\}\n\n/ },
  },
  {
    title: 'stream.duplicate sends one event twice with the same sequence number',
    patches: withFault({ stream: { duplicate: { after: 1 } } }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /"sequence_number":0\}[^]*"sequence_number":1\}\n\nevent: response\.in_progress\n[^\n]*"sequence_number":1\}\n\n[^]*"sequence_number":2\D/,
    },
  },
  {
    title: 'stream.drop drops one event and its sequence number',
    patches: withFault({ stream: { drop: { after: 1 } } }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /^event: response\.created\n[^\n]*"sequence_number":0\}\n\nevent: response\.output_item\.added\n[^\n]*"sequence_number":2\}/,
    },
  },
  {
    title: 'stream.comment sends a comment before each event',
    patches: withFault({ stream: { comment: 'keep-alive' } }),
    request: streamedRequest,
    response: {
      status: 200,
      text: /^: keep-alive\n\ndata: [^\n]*\n\n: keep-alive\n\ndata: [^]*: keep-alive\n\ndata: \[DONE\]\n\n$/,
    },
  },
  {
    title: 'stream.lineEnding: CRLF ends each line with CRLF',
    patches: withFault({ stream: { lineEnding: 'CRLF' } }),
    request: streamedResponse,
    response: {
      status: 200,
      text: /^event: response\.created\r\ndata: [^\r\n]*\r\n\r\nevent: [^]*[^\n]\r\n\r\n$(?<![^\r]\n[^]*)/,
    },
  },
  {
    title: 'stream.lineEnding: CR ends each line with CR',
    patches: withFault({ stream: { lineEnding: 'CR' } }),
    request: streamedResponse,
    response: { status: 200, text: /^event: response\.created\rdata: [^\n]*\r\r$/ },
  },
  {
    title: 'stream.splitCharacters splits inside characters and keeps the text',
    patches: withFault({ stream: { splitCharacters: true } }, { body: chatCompletion('Größe 日本 🎉') }),
    request: streamedRequest,
    response: { status: 200, text: /"content":" 日本"[^]*"content":" 🎉"[^]*\[DONE\]\n\n$/ },
  },
  {
    title: 'stream.bytesPerWrite splits the stream and keeps the text',
    patches: withFault({ stream: { bytesPerWrite: 500 } }, { body: chatCompletion('Größe 日本 🎉') }),
    request: streamedRequest,
    response: { status: 200, text: /"content":" 日本"[^]*"content":" 🎉"[^]*\[DONE\]\n\n$/ },
  },
  {
    title: 'stream.drop, comment, lineEnding and disconnect apply together',
    patches: withFault({
      stream: { drop: { after: 0 }, comment: 'hi', lineEnding: 'CRLF', disconnect: { after: 1 } },
    }),
    request: streamedRequest,
    response: {
      status: 200,
      text: /^: hi\r\n\r\ndata: [^\n]*"content":"Hello"[^\n]*\r\n\r\n$/,
      truncated: true,
    },
  },
  {
    title: 'stream.cut, the old name of stream.disconnect, is accepted',
    patches: withFault({ stream: { cut: { after: 1 } } }),
    request: streamedRequest,
    response: {
      status: 200,
      headers: { 'x-mock-faults': 'stream.disconnect', 'x-mock-warning': null },
      text: /^data: [^\n]*"role":"assistant"[^\n]*\n\n$/,
      truncated: true,
    },
  },
  {
    title: 'stream.gap and stream.withoutEnd, the old names of drop and noTerminator, are accepted in a list',
    patches: withFault([
      { probability: 0, empty: true },
      { stream: { gap: { after: 0 }, withoutEnd: true } },
    ]),
    request: streamedRequest,
    response: {
      status: 200,
      headers: { 'x-mock-faults': 'stream.noTerminator, stream.drop', 'x-mock-warning': null },
      text: /^data: [^\n]*"content":"Hello"[^]*"finish_reason":"stop"[^\n]*\n\n$/,
    },
  },
  {
    title: 'a stream fault with both its old and its standard name is rejected',
    patches: withFault({ stream: { cut: { after: 1 }, disconnect: { after: 2 } } }),
    request: streamedRequest,
    response: {
      status: 200,
      headers: {
        'x-mock-faults': null,
        'x-mock-warning':
          /\/fault\/stream\/cut is the old name of "disconnect", which is also set \(remove it\)/,
      },
    },
  },
  {
    title: 'stream faults are ignored with a warning for a plain response',
    patches: withFault({ stream: { disconnect: { after: 1 }, comment: 'hi' } }),
    request,
    response: {
      status: 200,
      headers: {
        'x-mock-faults': null,
        'x-mock-warning':
          'fault.stream.disconnect only applies to streams; fault.stream.comment only applies to streams',
      },
      json: { object: 'chat.completion' },
    },
  },
  {
    title: 'malformed: true is ignored with a warning for a stream',
    patches: withFault({ malformed: true, delay: 1 }),
    request: streamedRequest,
    response: {
      status: 200,
      headers: {
        'x-mock-faults': 'delay',
        'x-mock-warning': /^fault\.malformed does not apply to streams: use "stream": \{/,
      },
      text: /\[DONE\]\n\n$/,
    },
  },
]

function chatCompletion(content: string): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  }
}
