import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asString } from '../../web/json/narrow.ts'
import { EMAIL_ADDRESSES } from '../text/sample-people.ts'

/** Sample values for the formats of JSON Schema (2020-12, Validation, section 7.3) and AJV. */
export const FORMAT_VALUES: Readonly<Record<string, readonly string[]>> = {
  date: ['2025-03-10', '2025-06-21', '2025-09-01'],
  time: ['09:30:00Z', '18:00:00Z', '12:15:00Z'],
  'date-time': ['2025-03-10T09:30:00Z', '2025-06-21T18:00:00Z', '2025-09-01T12:15:00Z'],
  'iso-time': ['09:30:00'],
  'iso-date-time': ['2025-03-10T09:30:00Z'],
  duration: ['PT30M', 'P1D', 'PT2H'],
  email: EMAIL_ADDRESSES,
  'idn-email': EMAIL_ADDRESSES.slice(0, 1),
  hostname: ['example.com', 'www.example.org', 'api.example.net'],
  'idn-hostname': ['example.com'],
  ipv4: ['192.0.2.1', '198.51.100.7', '203.0.113.9'],
  ipv6: ['2001:db8::1', '2001:db8::7'],
  uri: ['https://example.com/', 'https://example.org/docs', 'https://example.net/a'],
  url: ['https://example.com/', 'https://example.org/docs'],
  iri: ['https://example.com/'],
  'uri-reference': ['/docs', '/docs/a'],
  'iri-reference': ['/docs'],
  'uri-template': ['/users/{id}', '/items/{id}'],
  uuid: ['6ba7b810-9dad-41d1-80b4-00c04fd430c8', '7d444840-9dc0-41d1-b245-5ffdce74fad2'],
  regex: ['^[a-z]+$', '^[0-9]+$'],
  'json-pointer': ['/a/b', '/c'],
  'json-pointer-uri-fragment': ['#/a/b'],
  'relative-json-pointer': ['1/a', '0/b'],
  byte: ['SGVsbG8=', 'V29ybGQ='],
  binary: ['SGVsbG8='],
}

/** @returns examples from the schema: `default`, `examples`, `example`, or "e.g." in the description */
export function schemaExamples(schema: JsonObject): string[] {
  const { default: defaultValue, examples, example, description } = schema
  const fromDescription = /\be\.g\.?,?:?\s+["'\u201c`]?([^"'\u201d`.;()\n]+)/i.exec(
    asString(description) ?? '',
  )?.[1]
  return [defaultValue, ...asArray(examples), example, fromDescription?.trim()].flatMap(
    (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : []),
  )
}

/** `Defaults to 10`, `default: "asc"`, `(default true)`. */
const DEFAULT =
  /\bdefaults?(?: value)?(?: is| to|:|=)? (?:to |is )?["'`\u201c]?([\w.@/-]{1,60}?)["'`\u201d]?(?=[\s,.;)]|$)/i

/** @returns the default that a description documents, if it has the type */
export function describedDefault(
  description: string,
  type: 'string' | 'number' | 'boolean',
): string | number | boolean | undefined {
  const text = /default/i.test(description) ? DEFAULT.exec(description.slice(0, 1000))?.[1] : undefined
  if (text === undefined) {
    return undefined
  }
  switch (type) {
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined
    case 'boolean':
      return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined
    default:
      return text
  }
}
