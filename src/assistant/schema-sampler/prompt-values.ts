import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asString } from '../../web/json/narrow.ts'
import { findInPrompt, numbersInPrompt, takeNumber } from '../text/prompt-entities.ts'
import { EMAIL_ADDRESSES } from '../text/sample-people.ts'
import { realisticNumber, realisticString } from '../text/sample-values.ts'
import { stringFromPattern } from '../text/string-from-pattern.ts'
import { type SampleContext, shouldVary, type ValueSource } from './context.ts'

/** Sample values for the formats of JSON Schema (2020-12, Validation, section 7.3) and AJV. */
const FORMAT_VALUES: Readonly<Record<string, readonly string[]>> = {
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

/** Takes values from the prompt, then from the schema, else realistic ones for the property's name. */
export class PromptValues implements ValueSource {
  readonly #prompt: string
  /** Unused numbers of the prompt. */
  readonly #numbers: number[]

  /** @param prompt the last user text */
  constructor(prompt: string) {
    this.#prompt = prompt
    this.#numbers = numbersInPrompt(prompt)
  }

  complete(): undefined {
    return undefined
  }

  /** Chooses the first value mentioned in the prompt, else a random one. */
  choose(values: Json[], { random }: SampleContext): Json {
    const words = this.#prompt.toLowerCase()
    const named = values.find(
      (value) => typeof value === 'string' && value !== '' && words.includes(value.toLowerCase()),
    )
    return named ?? values[Math.floor(random() * values.length)] ?? null
  }

  strings(schema: JsonObject, context: SampleContext): { candidates: string[]; fallback: () => string } {
    const { name, random } = context
    const format = asString(schema['format']) ?? ''
    const formatValues = Object.hasOwn(FORMAT_VALUES, format) ? FORMAT_VALUES[format] : undefined
    const chosen = formatValues?.[Math.floor(random() * formatValues.length)]
    const fromPrompt = findInPrompt(this.#prompt, name, formatValues && format)
    return {
      candidates: [
        ...(fromPrompt === undefined ? [] : [fromPrompt]),
        ...schemaExamples(schema),
        ...(formatValues ?? [this.#realisticString(context)]),
      ],
      fallback: () => chosen ?? this.#realisticString(context),
    }
  }

  fromPattern(pattern: string, { random, work }: SampleContext): string | undefined {
    return stringFromPattern(pattern, { random, budget: work })
  }

  exactNumber({ name }: SampleContext, fits: (value: number) => boolean): number | undefined {
    return takeNumber(this.#numbers, name, fits)
  }

  number(_: JsonObject, { name, random }: SampleContext): number {
    return realisticNumber(name, random)
  }

  boolean({ default: defaultValue }: JsonObject, context: SampleContext): boolean {
    return typeof defaultValue === 'boolean' ? defaultValue : !shouldVary(context)
  }

  anything(context: SampleContext): Json {
    return this.#realisticString(context)
  }

  hasOptional(): boolean {
    return true
  }

  hasItems(): boolean {
    return true
  }

  finish(object: JsonObject): JsonObject {
    return object
  }

  #realisticString({ name, owner, random }: SampleContext): string {
    return realisticString({ name, owner, prompt: this.#prompt, random })
  }
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
