import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObjects, asString } from '../../web/json/narrow.ts'
import { compileSafeRegExp } from '../../web/limits/safe-regexp.ts'
import { realisticString } from '../text/sample-values.ts'
import { findInPrompt } from '../text/prompt-entities.ts'
import { stringFromPattern } from '../text/string-from-pattern.ts'
import type { SampleContext } from './context.ts'

/** Maximum length of generated strings, even if the schema requires more. */
const MAX_LENGTH = 10_000

/** Maximum number of attempts to generate a match of the right length. */
const MAX_ATTEMPTS = 8

/** Sample values for the formats of JSON Schema (2020-12, Validation, section 7.3) and AJV. */
const FORMAT_VALUES: Readonly<Record<string, readonly string[]>> = {
  date: ['2025-03-10', '2025-06-21', '2025-09-01'],
  time: ['09:30:00Z', '18:00:00Z', '12:15:00Z'],
  'date-time': ['2025-03-10T09:30:00Z', '2025-06-21T18:00:00Z', '2025-09-01T12:15:00Z'],
  'iso-time': ['09:30:00'],
  'iso-date-time': ['2025-03-10T09:30:00Z'],
  duration: ['PT30M', 'P1D', 'PT2H'],
  email: ['ada@example.com', 'grace@example.com', 'alan@example.com'],
  'idn-email': ['ada@example.com'],
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

/** @returns a realistic string for the schema and the property name */
export function sampleString(schema: JsonObject, context: SampleContext): string {
  const { prompt, name, random, attempt } = context
  const patterns = [schema['pattern'], ...asObjects(schema['allOf']).map(({ pattern }) => pattern)].flatMap(
    (pattern) => asString(pattern) ?? [],
  )
  const minLength = Math.min(asNumber(schema['minLength']) ?? 0, MAX_LENGTH)
  const maxLength = asNumber(schema['maxLength']) ?? MAX_LENGTH
  const format = FORMAT_VALUES[asString(schema['format']) ?? '']
  const fits = (text: string) =>
    codePointLength(text) >= minLength &&
    codePointLength(text) <= maxLength &&
    patterns.every((one) => matchesPattern(one, text))
  const chosen = format?.[Math.floor(random() * format.length)]
  const candidates = [
    findInPrompt(prompt, name, format === undefined ? undefined : asString(schema['format'])),
    ...schemaExamples(schema),
    ...(format ?? [realisticString(context)]),
  ].flatMap((text) => (text !== undefined && fits(text) ? text : []))
  const first = attempt === 0 ? candidates[0] : candidates[Math.floor(random() * candidates.length)]
  if (first !== undefined) {
    return first
  }
  const [pattern] = patterns
  if (pattern === undefined) {
    return fitLength(chosen ?? realisticString(context), minLength, maxLength)
  }
  const generated = Array.from({ length: MAX_ATTEMPTS }, () => stringFromPattern(pattern, random))
  return (
    generated.find((text) => text !== undefined && fits(text)) ?? generated[0] ?? realisticString(context)
  )
}

/** @returns examples from the schema: `default`, `examples`, `example`, or "e.g." in the description */
function schemaExamples(schema: JsonObject): string[] {
  const { default: defaultValue, examples, example, description } = schema
  const fromDescription = /\be\.g\.?,?:?\s+["'\u201c`]?([^"'\u201d`.;()\n]+)/i.exec(
    asString(description) ?? '',
  )?.[1]
  return [defaultValue, ...asArray(examples), example, fromDescription?.trim()].flatMap(
    (value: Json | undefined) => (typeof value === 'string' && value !== '' ? value : []),
  )
}

/** JSON Schema counts code points, not UTF-16 code units. */
function codePointLength(text: string): number {
  return Array.from(text).length
}

/** Matches in linear time; unsupported patterns match any text. */
function matchesPattern(pattern: string, text: string): boolean {
  const expression = compileSafeRegExp(pattern)
  return 'issue' in expression || expression.search(text)
}

function fitLength(text: string, minLength: number, maxLength: number): string {
  const filler = text === '' ? 'x' : ` ${text}`
  const truncated = Array.from(text.padEnd(minLength, filler)).slice(0, maxLength).join('')
  // Truncate at a word boundary if long enough: `Ada` for `Ada Lovelace`.
  const words = truncated.slice(0, truncated.lastIndexOf(' '))
  return truncated.length < text.length && words !== '' && codePointLength(words) >= minLength
    ? words
    : truncated
}
