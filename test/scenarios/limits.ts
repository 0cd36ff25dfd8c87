import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

const path = '/v1/chat/completions'
const headers = { 'content-type': 'application/json' }
const LIMIT = 26_214_400

/** Bodies and queries that are too much of something. */
export const limits: Scenario[] = [
  {
    title: 'a body over the limit is refused as the API does',
    request: { path, headers, body: `"${'x'.repeat(LIMIT)}"` },
    response: {
      status: 413,
      json: {
        error: { message: '413: Maximum content size limit (26214400) exceeded (26214402 bytes announced)' },
      },
    },
  },
  {
    title: 'a body over the limit is refused where no body is read',
    request: { method: 'DELETE', path: '/v1/files/file-1', headers, body: 'x'.repeat(LIMIT + 1) },
    response: { status: 413 },
  },
  {
    title: 'the limit can be set, for forms and text, too',
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
    title: 'a body within a set limit is read',
    settings: { maxBodyBytes: 100 },
    request: { path, json: chat },
    response: { status: 200 },
  },
  {
    title: 'JSON may be nested 200 levels deep',
    request: { path, headers, body: JSON.stringify({ ...chat, extra: nested(199) }) },
    response: { status: 200 },
  },
  ...[201, 100_000].map((depth): Scenario => ({
    title: `JSON that is nested ${depth} levels deep is refused`,
    request: { path, headers, body: `${'['.repeat(depth)}${']'.repeat(depth)}` },
    response: { status: 400, json: { error: { message: /nested deeper than 200 levels/ } } },
  })),
  {
    title: 'brackets inside strings are no nesting',
    request: { path, json: { ...chat, user: `${'["'.repeat(500)}\\` } },
    response: { status: 200 },
  },
  {
    title: 'filters that nest deep are refused in good time',
    needs: 'document',
    request: {
      path: '/v1/vector_stores/vs_1/search',
      json: { query: 'x', filters: filters(40) },
    },
    response: {
      status: 400,
      json: { error: { code: 'invalid_value', param: /^filters(?:\.filters\[0\]){40}\.type$/ } },
    },
  },
  {
    title: 'JSON of more than half a million values is refused',
    request: { path, headers, body: `[${'1,'.repeat(500_000)}1]` },
    response: { status: 413, json: { error: { message: /more than 500000 values/ } } },
  },
  {
    title: 'a list of many items is looked through to the one that is wrong',
    request: { path: '/v1/embeddings', headers, body: `{"model":"m","input":[${'"a",'.repeat(2000)}1]}` },
    response: { status: 400, json: { error: { param: 'input[2000]' } } },
  },
  {
    title: 'a form of more than ten thousand fields is refused',
    request: {
      path: '/v1/files',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1&'.repeat(10_001),
    },
    response: { status: 413, json: { error: { message: /more than 10000 fields/ } } },
  },
  {
    title: 'a part of a form whose header does not end is refused',
    request: {
      path: '/v1/files',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\n${'a'.repeat(20_000)}`,
    },
    response: { status: 400, json: { error: { message: /could not parse the form body/ } } },
  },
  {
    title: 'deep JSON in a form field is refused',
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
    title: 'ten thousand query parameters are overlooked',
    request: { path: `/v1/models?${'a=1&'.repeat(10_000)}` },
    response: { status: 200 },
  },
  {
    title: 'five hundred headers are overlooked',
    request: {
      path: '/v1/models',
      headers: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x-${index}`, '1'])),
    },
    response: { status: 200 },
  },
  {
    title: 'an error quotes no more than it has to',
    request: { path: '/v1/embeddings', json: { model: 'm', input: 'x', ['y'.repeat(100_000)]: 1 } },
    response: { status: 400, text: /^.{500,3500}$/s },
  },
]

/** Compressed bodies. */
export const compression: Scenario[] = [
  ...(['gzip', 'deflate'] as const).map((encoding): Scenario => ({
    title: `a body compressed with ${encoding} is read`,
    request: {
      path,
      headers: { ...headers, 'content-encoding': encoding },
      body: () => compressed(JSON.stringify({ ...chat, n: 0 }), encoding),
    },
    response: { status: 400, json: { error: { param: 'n' } } },
  })),
  {
    title: 'a small body that unpacks to a huge one is refused',
    request: {
      path,
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: () => compressed(' '.repeat(LIMIT + 1), 'gzip'),
    },
    response: { status: 413, json: { error: { message: /Maximum content size limit/ } } },
  },
  {
    title: 'a body that is not compressed as it says is refused',
    request: { path, headers: { ...headers, 'content-encoding': 'gzip' }, body: JSON.stringify(chat) },
    response: { status: 400, json: { error: { message: /could not decompress/ } } },
  },
  {
    title: 'a compressed body that is cut short is refused',
    request: {
      path,
      headers: { ...headers, 'content-encoding': 'gzip' },
      body: async () => (await compressed(JSON.stringify(chat), 'gzip')).slice(0, 30),
    },
    response: { status: 400 },
  },
  ...['br', 'gzip, gzip', 'secret'].map((encoding): Scenario => ({
    title: `the encoding "${encoding}" is refused with those that are read`,
    request: { path, headers: { ...headers, 'content-encoding': encoding }, body: JSON.stringify(chat) },
    response: {
      status: 415,
      headers: { 'accept-encoding': 'gzip, deflate' },
      json: { error: { code: 'unsupported_content_encoding' } },
    },
  })),
]

/** Bytes and numbers that JSON should not hold, and some that it may. */
export const encodings: Scenario[] = [
  {
    title: 'UTF-16 is no JSON',
    request: { path, headers, body: utf16(JSON.stringify(chat)) },
    response: { status: 400, json: { error: { message: /could not parse the JSON body/ } } },
  },
  {
    title: 'bytes that are no UTF-8 are refused',
    request: { path, headers, body: Uint8Array.of(0x22, 0xff, 0x22) },
    response: { status: 400, json: { error: { message: /could not parse the JSON body/ } } },
  },
  {
    title: 'a byte order mark is overlooked',
    request: { path, headers, body: `\ufeff${JSON.stringify(chat)}` },
    response: { status: 200 },
  },
  {
    title: 'half a surrogate pair is a character like any other',
    request: { path, headers, body: JSON.stringify(chat).replace('Hello!', String.raw`\ud83d`) },
    response: { status: 200 },
  },
  {
    title: 'of two members of one name the last counts',
    request: { path, headers, body: `{"n":0,${JSON.stringify({ ...chat, n: 1 }).slice(1)}` },
    response: { status: 200 },
  },
  ...['__proto__', 'constructor', 'toString'].map((name): Scenario => ({
    title: `${name} is a parameter like any other, and unknown`,
    request: { path: '/v1/embeddings', headers, body: `{"model":"m","input":"x","${name}":{"a":1}}` },
    response: { status: 400, json: { error: { param: name, code: 'unknown_parameter' } } },
  })),
  {
    title: 'a member named __proto__ changes nobody else',
    request: {
      path,
      headers,
      body: JSON.stringify({ model: 'm' }).replace('{', '{"__proto__":{"messages":[]},'),
    },
    response: { status: 400, json: { error: { param: 'messages', code: 'missing_required_parameter' } } },
  },
  {
    title: 'a number that no machine holds is above the maximum',
    request: { path, headers, body: JSON.stringify({ ...chat, n: 7 }).replace('7', '1e999') },
    response: { status: 400, json: { error: { param: 'n' } } },
  },
]

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)]
}

function filters(depth: number): unknown {
  return depth === 0 ? { type: 'nonsense' } : { type: 'and', filters: [filters(depth - 1)] }
}

async function compressed(text: string, format: 'gzip' | 'deflate'): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream(format))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function utf16(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    Array.from(`\ufeff${text}`).flatMap((character) => {
      const code = character.charCodeAt(0)
      return [code & 0xff, code >> 8]
    }),
  )
}
