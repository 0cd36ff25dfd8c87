import { chat } from './requests.ts'
import type { Scenario } from '../scenario.ts'

const path = '/v1/chat/completions'
const headers = { 'content-type': 'application/json' }
const MAX_BODY_BYTES = 26_214_400

/** Limits on the size and depth of requests. */
export const limits: Scenario[] = [
  {
    title: "a body over the size limit is rejected with 413 in OpenAI's words",
    request: { path, headers, body: `"${'x'.repeat(MAX_BODY_BYTES)}"` },
    response: {
      status: 413,
      json: {
        error: { message: '413: Maximum content size limit (26214400) exceeded (26214402 bytes announced)' },
      },
    },
  },
  {
    title: 'a body over the size limit is rejected for an operation without a body',
    request: { method: 'DELETE', path: '/v1/files/file-1', headers, body: 'x'.repeat(MAX_BODY_BYTES + 1) },
    response: { status: 413 },
  },
  {
    title: 'maxBodyBytes limits multipart forms',
    settings: { maxBodyBytes: 100 },
    request: {
      path: '/v1/files',
      form: [
        ['purpose', 'batch'],
        ['file', ['x'.repeat(100)]],
      ],
    },
    response: { status: 413 },
  },
  {
    title: 'maxBodyBytes accepts a smaller body',
    settings: { maxBodyBytes: 100 },
    request: { path, json: chat },
    response: { status: 200 },
  },
  {
    title: 'JSON nested 200 levels deep is accepted',
    request: { path, headers, body: JSON.stringify({ ...chat, extra: nestedArray(199) }) },
    response: { status: 200 },
  },
  ...[201, 100_000].map((depth): Scenario => ({
    title: `JSON nested ${depth} levels deep is rejected`,
    request: { path, headers, body: `${'['.repeat(depth)}${']'.repeat(depth)}` },
    response: { status: 400, json: { error: { message: /nested deeper than 200 levels/ } } },
  })),
  {
    title: 'brackets inside JSON strings do not count as nesting',
    request: { path, json: { ...chat, user: `${'["'.repeat(500)}\\` } },
    response: { status: 200 },
  },
  {
    title: 'vector store search validates filters nested 40 levels deep',
    needs: 'document',
    request: {
      path: '/v1/vector_stores/vs_1/search',
      json: { query: 'x', filters: nestedFilters(40) },
    },
    response: {
      status: 400,
      json: { error: { code: 'invalid_value', param: /^filters(?:\.filters\[0\]){40}\.type$/ } },
    },
  },
  {
    title: 'JSON with more than 500,000 values is rejected',
    request: { path, headers, body: `[${'1,'.repeat(500_000)}1]` },
    response: { status: 413, json: { error: { message: /more than 500000 values/ } } },
  },
  {
    title: 'an array of 2,001 items is validated up to the invalid last item',
    request: { path: '/v1/embeddings', headers, body: `{"model":"m","input":[${'"a",'.repeat(2000)}1]}` },
    response: { status: 400, json: { error: { param: 'input[2000]' } } },
  },
  {
    title: 'a form with more than 10,000 fields is rejected',
    request: {
      path: '/v1/files',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1&'.repeat(10_001),
    },
    response: { status: 413, json: { error: { message: /more than 10000 fields/ } } },
  },
  {
    title: 'a multipart form with an unterminated part header is rejected',
    request: {
      path: '/v1/files',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\n${'a'.repeat(20_000)}`,
    },
    response: { status: 400, json: { error: { message: /could not parse the form body/ } } },
  },
  {
    title: 'deeply nested JSON in a form field is rejected',
    request: {
      path: '/v1/audio/transcriptions',
      form: [
        ['file', ['RIFF']],
        ['model', 'whisper-1'],
        ['chunking_strategy', '['.repeat(100_000)],
      ],
    },
    response: { status: 400, json: { error: { param: 'chunking_strategy' } } },
  },
  {
    title: '10,000 unknown query parameters are ignored',
    request: { path: `/v1/models?${'a=1&'.repeat(10_000)}` },
    response: { status: 200 },
  },
  {
    title: '500 unknown headers are ignored',
    request: {
      path: '/v1/models',
      headers: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x-${index}`, '1'])),
    },
    response: { status: 200 },
  },
  {
    title: 'an error truncates the request data that it quotes',
    request: { path: '/v1/embeddings', json: { model: 'm', input: 'x', ['y'.repeat(100_000)]: 1 } },
    response: { status: 400, text: /^.{500,3500}$/s },
  },
]

/** Compressed request bodies. */
export const compression: Scenario[] = [
  ...(['gzip', 'deflate'] as const).map((encoding): Scenario => ({
    title: `a body compressed with ${encoding} is decompressed`,
    request: {
      path,
      headers: { ...headers, 'content-encoding': encoding },
      body: () => compress(JSON.stringify({ ...chat, n: 0 }), encoding),
    },
    response: { status: 400, json: { error: { param: 'n' } } },
  })),
  {
    title: 'a compressed body that exceeds the size limit when decompressed is rejected',
    request: {
      path,
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: () => compress(' '.repeat(MAX_BODY_BYTES + 1), 'gzip'),
    },
    response: { status: 413, json: { error: { message: /Maximum content size limit/ } } },
  },
  {
    title: 'a body that does not match its content-encoding is rejected',
    request: { path, headers: { ...headers, 'content-encoding': 'gzip' }, body: JSON.stringify(chat) },
    response: { status: 400, json: { error: { message: /could not decompress/ } } },
  },
  {
    title: 'a truncated gzip body is rejected',
    request: {
      path,
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: async () => (await compress(JSON.stringify(chat), 'gzip')).slice(0, 30),
    },
    response: { status: 400 },
  },
  ...['br', 'gzip, gzip', 'secret'].map((encoding): Scenario => ({
    title: `content-encoding "${encoding}" is rejected with the supported encodings`,
    request: { path, headers: { ...headers, 'content-encoding': encoding }, body: JSON.stringify(chat) },
    response: {
      status: 415,
      headers: { 'accept-encoding': 'gzip, deflate' },
      json: { error: { code: 'unsupported_content_encoding' } },
    },
  })),
]

/** Character encodings and edge cases of JSON. */
export const encodings: Scenario[] = [
  {
    title: 'a JSON body in UTF-16 is rejected',
    request: { path, headers, body: encodeUtf16(JSON.stringify(chat)) },
    response: { status: 400, json: { error: { message: /could not parse the JSON body/ } } },
  },
  {
    title: 'a JSON body with invalid UTF-8 is rejected',
    request: { path, headers, body: Uint8Array.of(0x22, 0xff, 0x22) },
    response: { status: 400, json: { error: { message: /could not parse the JSON body/ } } },
  },
  {
    title: 'a byte order mark before JSON is ignored',
    request: { path, headers, body: `\ufeff${JSON.stringify(chat)}` },
    response: { status: 200 },
  },
  {
    title: 'a lone surrogate in a JSON string is accepted',
    request: { path, headers, body: JSON.stringify(chat).replace('Hello!', String.raw`\ud83d`) },
    response: { status: 200 },
  },
  {
    title: 'the last of duplicate JSON members wins',
    request: { path, headers, body: `{"n":0,${JSON.stringify({ ...chat, n: 1 }).slice(1)}` },
    response: { status: 200 },
  },
  ...['__proto__', 'constructor', 'toString'].map((name): Scenario => ({
    title: `a parameter named ${name} is rejected as unknown`,
    request: { path: '/v1/embeddings', headers, body: `{"model":"m","input":"x","${name}":{"a":1}}` },
    response: { status: 400, json: { error: { param: name, code: 'unknown_parameter' } } },
  })),
  {
    title: 'a member named __proto__ does not supply missing parameters',
    request: {
      path,
      headers,
      body: JSON.stringify({ model: 'm' }).replace('{', '{"__proto__":{"messages":[]},'),
    },
    response: { status: 400, json: { error: { param: 'messages', code: 'missing_required_parameter' } } },
  },
  {
    title: 'a number beyond the range of a double is rejected as too large',
    request: { path, headers, body: JSON.stringify({ ...chat, n: 7 }).replace('7', '1e999') },
    response: { status: 400, json: { error: { param: 'n' } } },
  },
]

function nestedArray(depth: number): unknown {
  return depth === 0 ? 1 : [nestedArray(depth - 1)]
}

function nestedFilters(depth: number): unknown {
  return depth === 0 ? { type: 'nonsense' } : { type: 'and', filters: [nestedFilters(depth - 1)] }
}

async function compress(text: string, format: 'gzip' | 'deflate'): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream(format))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function encodeUtf16(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    Array.from(`\ufeff${text}`).flatMap((character) => {
      const code = character.charCodeAt(0)
      return [code & 0xff, code >> 8]
    }),
  )
}
