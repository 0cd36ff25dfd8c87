import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, numberIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { compileExpression } from '../../web/limits/safe-regexp.ts'
import { believableString } from '../text/sample-values.ts'
import { namedInPrompt } from '../text/prompt-entities.ts'
import { stringMatching } from '../text/string-from-pattern.ts'
import type { Place } from './context.ts'

/** Maximum length of generated strings, even if the schema requires more. */
const MOST_CHARACTERS = 10_000

/** Maximum number of attempts to generate a match of the right length. */
const MOST_TRIES = 8

/** Sample values for the formats of JSON Schema (2020-12, Validation, section 7.3) and AJV. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
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
export function sampleString(schema: JsonObject, place: Place): string {
  const { prompt, name, random, attempt } = place
  const patterns = [schema['pattern'], ...objectsIn(schema['allOf']).map(({ pattern }) => pattern)].flatMap(
    (pattern) => stringIn(pattern) ?? [],
  )
  const shortest = Math.min(numberIn(schema['minLength']) ?? 0, MOST_CHARACTERS)
  const longest = numberIn(schema['maxLength']) ?? MOST_CHARACTERS
  const format = FORMATS[stringIn(schema['format']) ?? '']
  const fits = (text: string) =>
    lengthOf(text) >= shortest && lengthOf(text) <= longest && patterns.every((one) => matches(one, text))
  const chosen = format?.[Math.floor(random() * format.length)]
  const candidates = [
    namedInPrompt(prompt, name, format === undefined ? undefined : stringIn(schema['format'])),
    ...suggestionsOf(schema),
    ...(format ?? [believableString(place)]),
  ].flatMap((text) => (text !== undefined && fits(text) ? text : []))
  const first = attempt === 0 ? candidates[0] : candidates[Math.floor(random() * candidates.length)]
  if (first !== undefined) {
    return first
  }
  const [pattern] = patterns
  if (pattern === undefined) {
    return fitted(chosen ?? believableString(place), shortest, longest)
  }
  const made = Array.from({ length: MOST_TRIES }, () => stringMatching(pattern, random))
  return made.find((text) => text !== undefined && fits(text)) ?? made[0] ?? believableString(place)
}

/** @returns examples from the schema: `default`, `examples`, `example`, or "e.g." in the description */
function suggestionsOf(schema: JsonObject): string[] {
  const { default: fallback, examples, example, description } = schema
  const inWords = /\be\.g\.?,?:?\s+["'\u201c`]?([^"'\u201d`.;()\n]+)/i.exec(stringIn(description) ?? '')?.[1]
  return [fallback, ...listIn(examples), example, inWords?.trim()].flatMap((value: Json | undefined) =>
    typeof value === 'string' && value !== '' ? value : [],
  )
}

/** JSON Schema counts code points, not UTF-16 code units. */
function lengthOf(text: string): number {
  return Array.from(text).length
}

/** Matches in linear time; unsupported patterns match any text. */
function matches(pattern: string, text: string): boolean {
  const expression = compileExpression(pattern)
  return 'fault' in expression || expression.search(text)
}

function fitted(text: string, shortest: number, longest: number): string {
  const filler = text === '' ? 'x' : ` ${text}`
  const cut = Array.from(text.padEnd(shortest, filler)).slice(0, longest).join('')
  // Truncate at a word boundary if long enough: `Ada` for `Ada Lovelace`.
  const words = cut.slice(0, cut.lastIndexOf(' '))
  return cut.length < text.length && words !== '' && lengthOf(words) >= shortest ? words : cut
}
