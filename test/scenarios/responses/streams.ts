import { chat } from '../request/requests.ts'
import type { Scenario } from '../scenario.ts'

const fixedClock = { 'x-mock-clock': '1741569952' }

/** Chat completion streams. */
export const chatStreams: Scenario[] = [
  {
    title: 'chat/completions streams data-only events and ends with [DONE]',
    request: { path: '/v1/chat/completions', json: { ...chat, stream: true }, headers: fixedClock },
    response: {
      status: 200,
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-mock-operation': 'createChatCompletion',
      },
      text: /^data: \{"id":"chatcmpl-\w+","object":"chat\.completion\.chunk","created":1741569952,"model":"gpt-5\.4-2026-03-05",[^\n]*"delta":\{"role":"assistant","content":"","refusal":null\}[^\n]*\}\n\ndata: \{[^]*"finish_reason":"stop"[^\n]*\n\ndata: \[DONE\]\n\n$/,
    },
  },
  {
    title: 'stream: true streams despite Accept: application/json',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true },
      headers: { accept: 'application/json' },
    },
    response: { status: 200, headers: { 'content-type': /^text\/event-stream/ } },
  },
  {
    title: 'Accept: text/event-stream does not stream without stream: true',
    request: { path: '/v1/chat/completions', json: chat, headers: { accept: 'text/event-stream' } },
    response: { status: 200, headers: { 'content-type': 'application/json' } },
  },
  {
    title: 'chat/completions streams moderation in a separate chunk if requested',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true, moderation: { model: 'omni-moderation-latest' } },
    },
    response: {
      status: 200,
      text: /"choices":\[\][^\n]*"moderation":\{"input":\{"type":"moderation_results"[^\n]*\n\ndata: \[DONE\]/,
    },
  },
  {
    title: 'include_usage adds a last chunk with usage',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true, stream_options: { include_usage: true } },
    },
    response: {
      status: 200,
      text: /"choices":\[\],"usage":\{"prompt_tokens":6,"completion_tokens":9,"total_tokens":15[^\n]*\n\ndata: \[DONE\]/,
    },
  },
  {
    title: 'a JSON Patch of the content applies to a chat completion stream',
    patches: {
      default: {
        patches: [
          {
            operation: 'createChatCompletion',
            patch: [{ op: 'replace', path: '/choices/0/message/content', value: 'Patched' }],
          },
        ],
      },
    },
    request: { path: '/v1/chat/completions', json: { ...chat, stream: true } },
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'patches[0]' },
      text: /"content":"Patche"[^]*"content":"d"/,
    },
  },
  {
    title: 'stream events are padded with obfuscation by default',
    request: { path: '/v1/chat/completions', json: { ...chat, stream: true } },
    response: { status: 200, text: /"obfuscation":"\w{1,16}"/ },
  },
  {
    title: 'include_obfuscation: false omits the padding',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true, stream_options: { include_obfuscation: false } },
    },
    response: { status: 200, text: /^(?![^]*obfuscation)/ },
  },
  {
    title: 'X-Mock-Stream sets the chunk size and pace of a stream',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true },
      headers: { 'x-mock-stream': 'timeToFirstByte=1, interval=1, jitter=0.5, chunk=word' },
    },
    response: { status: 200, text: /"content":" assist"[^]*"content":" you"[^]*"content":" today\?"/ },
  },
  {
    title: 'X-Mock-Stream takes precedence over the stream options of a patch',
    patches: {
      default: { patches: [{ operation: 'createChatCompletion', stream: { chunk: 'word', interval: 1 } }] },
    },
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true },
      headers: { 'x-mock-stream': 'chunk=5' },
    },
    response: { status: 200, text: /"content":"Hello"[^]*"content":"! How"/ },
  },
  {
    title: 'X-Mock-Stream with an unknown option is rejected',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true },
      headers: { 'x-mock-stream': 'speed=fast' },
    },
    response: { status: 400, json: { error: { param: 'X-Mock-Stream', message: /speed=fast\. Expected/ } } },
  },
  {
    title: 'a patch whose stream has chunks of less than one character is rejected',
    patches: {
      default: { patches: [{ operation: 'createChatCompletion', stream: { chunk: 0 } }] },
    },
    request: { path: '/v1/chat/completions', json: { ...chat, stream: true } },
    response: {
      status: 200,
      headers: { 'x-mock-patches': null, 'x-mock-warning': /\/patches\/0\/stream\/chunk must be/ },
      text: /\[DONE\]\n\n$/,
    },
  },
  {
    title: 'an error is a plain JSON response even if stream is true',
    request: {
      path: '/v1/chat/completions',
      json: { ...chat, stream: true },
      headers: { prefer: 'code=429' },
    },
    response: {
      status: 429,
      headers: { 'content-type': 'application/json' },
      json: { error: { code: 'rate_limit_exceeded' } },
    },
  },
  {
    title: 'legacy completions stream text_completion chunks',
    request: {
      path: '/v1/completions',
      json: { model: 'gpt-3.5-turbo-instruct', prompt: 'Hi', stream: true },
    },
    response: { status: 200, text: /^data: \{[^]*"object":"text_completion"[^]*data: \[DONE\]\n\n$/ },
  },
]

/** Response streams. */
export const responseStreams: Scenario[] = [
  {
    title: 'responses streams named events from response.created to response.completed',
    request: { path: '/v1/responses', json: { model: 'm', input: 'Hello!', stream: true } },
    response: {
      status: 200,
      headers: { 'content-type': /^text\/event-stream/ },
      text: /^event: response\.created\ndata: \{"type":"response\.created"[^]*"sequence_number":0\}\n\nevent: response\.in_progress\n[^]*event: response\.output_item\.added\n[^]*event: response\.content_part\.added\n[^]*event: response\.output_text\.delta\n[^]*event: response\.output_text\.done\n[^]*event: response\.content_part\.done\n[^]*event: response\.output_item\.done\n[^]*event: response\.completed\ndata: [^\n]*\n\n$/,
    },
  },
  {
    title: 'retrieving a response with stream=true streams its events',
    request: { path: '/v1/responses/resp_mine?stream=true' },
    response: { status: 200, text: /^event: response\.created\n[^]*"id":"resp_mine"/ },
  },
  {
    title: 'starting_after resumes a retrieved response stream after an event',
    request: { path: '/v1/responses/resp_mine?stream=true&starting_after=1' },
    response: {
      status: 200,
      text: /^event: response\.output_item\.added\ndata: [^\n]*"sequence_number":2\}/,
    },
  },
  {
    title: 'max_output_tokens ends a response stream with response.incomplete',
    request: {
      path: '/v1/responses',
      json: {
        model: 'm',
        input: 'Tell me all about the history of the city of Rome',
        max_output_tokens: 16,
        stream: true,
      },
    },
    response: { status: 200, text: /event: response\.incomplete\ndata: [^\n]*\n\n$/ },
  },
]

/** Image and audio streams. */
export const otherStreams: Scenario[] = [
  {
    title: 'images/generations streams partial images, then the completed one',
    request: {
      path: '/v1/images/generations',
      json: { prompt: 'A cat', stream: true, partial_images: 2 },
    },
    response: {
      status: 200,
      text: /^event: image_generation\.partial_image\n[^]*"partial_image_index":1\}\n\nevent: image_generation\.completed\ndata: [^\n]*"usage":[^\n]*\n\n$/,
    },
  },
  {
    title: 'images/edits streams partial images',
    request: {
      path: '/v1/images/edits',
      form: [
        ['image', ['png']],
        ['prompt', 'A cat'],
        ['stream', 'true'],
        ['partial_images', '1'],
      ],
    },
    response: {
      status: 200,
      text: /^event: image_edit\.partial_image\n[^]*event: image_edit\.completed\ndata: [^\n]*\n\n$/,
    },
  },
  {
    title: 'audio/speech streams audio deltas if stream_format is sse',
    request: {
      path: '/v1/audio/speech',
      json: { model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'Hi', stream_format: 'sse' },
    },
    response: {
      status: 200,
      text: /^data: \{"type":"speech\.audio\.delta","audio":"[\w+/=]+"\}\n\n[^]*data: \{"type":"speech\.audio\.done","usage":[^\n]*\n\ndata: \[DONE\]\n\n$/,
    },
  },
  {
    title: 'audio/transcriptions streams text deltas',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'gpt-4o-transcribe'],
        ['stream', 'true'],
      ],
    },
    response: {
      status: 200,
      text: /^data: \{"type":"transcript\.text\.delta","delta":"Imagin"\}[^]*data: \{"type":"transcript\.text\.done","text":"Imagine [^\n]*\n\ndata: \[DONE\]\n\n$/,
    },
  },
]
