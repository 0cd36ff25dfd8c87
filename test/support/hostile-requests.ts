import fc, { type Arbitrary } from 'fast-check'
import type { OperationRoute } from '../../src/catalogue/contract.ts'

/** A malformed or malicious request, as plain data. */
export interface HostileRequest {
  method: string
  /** Path and query. */
  path: string
  headers: [name: string, value: string][]
  body: Uint8Array<ArrayBuffer> | null
}

/**
 * @param routes the operations to call
 * @returns requests with edge cases in every part of HTTP, sometimes several at once
 */
export function hostileRequests(routes: readonly OperationRoute[]): Arbitrary<HostileRequest> {
  return fc
    .record({
      route: fc.constantFrom(...routes),
      method: fc.option(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PURGE'),
        {
          nil: undefined,
          freq: 4,
        },
      ),
      segment: hostileNames,
      prefix: fc.constantFrom('', '/v1', '/@team', '/@team/v1', '/@', '/@../v1', '//', '/v1/v1', '/__mock'),
      query: fc.array(fc.tuple(hostileNames, hostileTexts), { maxLength: 8 }),
      headers: headers,
      body: fc.oneof({ weight: 4, arbitrary: jsonTexts.map(encodeText) }, bytes, forms, repeatedBytes),
    })
    .map(({ route, method = route.method, segment, prefix, query, headers: sent, body }) => ({
      method,
      path: `${prefix}${route.path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(segment))}?${new URLSearchParams([...Object.entries(route.query ?? {}), ...query]).toString()}`,
      headers: Object.entries(sent).filter((header): header is [string, string] => header[1] !== undefined),
      body: method === 'GET' || method === 'HEAD' ? null : body,
    }))
}

const HOSTILE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'then',
  'a[]',
  'a[b]',
  'a[__proto__][x]',
  'a[0][b]',
  'a[999999999][b]',
  'a[b',
  ']a[',
  '[]',
  '',
  ' ',
  '..',
  '%00',
  'model',
  'messages',
  'input',
  'limit',
  'include[]',
  'metadata[__proto__]',
  '__code',
  '__example',
  '__dynamic',
]

const HOSTILE_JSON = [
  '',
  ' ',
  '{',
  'null',
  '[]',
  '"text"',
  '\ufeff{}',
  '{"a":\u0000}',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"model":"\\ud800"}',
  '{"temperature":1e999}',
  '{"n":-0}',
  '{"n":123456789012345678901234567890}',
  '{"model":"m","messages":[{"role":"user","content":"\\u0000"}],"stop":{}}',
]

const CONTENT_TYPES = [
  'application/json',
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/sdp',
  'a/b;c="',
]

/** `Prefer` headers; none requests a 5xx. */
const PREFERENCES = [
  'code=404',
  'code=429, example=insufficient-quota',
  'dynamic=true',
  'errors=all',
  'code=200',
  'code=99',
]

/** Names that often break parsers and property lookups. */
const hostileNames = fc.oneof(fc.constantFrom(...HOSTILE_NAMES), fc.string({ unit: 'binary', maxLength: 20 }))

const hostileTexts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('{"a":[', '[[[[', '-1', '1e999', 'NaN', 'true', 'null', 'é'.repeat(500), '['.repeat(2000)),
)

const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code))

const headerTexts = fc.oneof(
  fc.string({ unit: printable, maxLength: 60 }),
  fc.constantFrom('', ',', ';', '=', '"', '*/*', 'a'.repeat(4000), ','.repeat(2000), 'a='.repeat(1000)),
)

const headers = fc.record(
  {
    authorization: fc.constantFrom(...Array<string>(5).fill('Bearer sk-test'), 'Bearer', 'Basic Og==', ''),
    'content-type': fc.oneof(fc.constantFrom(...CONTENT_TYPES), headerTexts),
    'content-encoding': fc.option(fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'gzip, gzip', 'x'), {
      nil: undefined,
      freq: 8,
    }),
    accept: headerTexts,
    prefer: fc.oneof(
      fc.constantFrom(...PREFERENCES),
      headerTexts.filter((text) => !/code\s*=\s*"?5/i.test(text)),
    ),
    'x-mock-namespace': fc.oneof(
      fc.constantFrom('team', '__proto__', 'constructor', '../x', 'a'.repeat(65)),
      headerTexts,
    ),
  },
  { requiredKeys: ['authorization', 'content-type'] },
)

const lengths = fc.integer({ min: 1, max: 20_000 })

const jsonTexts = fc.oneof(
  fc.json({ maxDepth: 6 }),
  fc.constantFrom(...HOSTILE_JSON),
  lengths.map((depth) => '['.repeat(depth)),
  lengths.map((depth) => `{"input":${'['.repeat(depth)}${']'.repeat(depth)}}`),
  lengths.map((length) => `{"model":"m","input":[${'1,'.repeat(length)}1]}`),
  lengths.map((length) => `{"model":"m","input":"${'x'.repeat(length)}"}`),
)

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => new Uint8Array(array))

const repeatedBytes = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 50_000 }))
  .map(([byte, length]) => new Uint8Array(length).fill(byte))

const forms = fc
  .array(fc.tuple(hostileNames, hostileTexts), { maxLength: 20 })
  .map((fields) => encodeText(`${fields.map(([name, value]) => formPart(name, value)).join('')}--x--\r\n`))

function formPart(name: string, value: string): string {
  return `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
}

function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}
