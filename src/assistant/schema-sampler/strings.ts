import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObjects, asString } from '../../web/json/narrow.ts'
import { compileSafeRegExp, regExpCompileSteps } from '../../web/limits/safe-regexp.ts'
import { type SampleContext, spendSteps } from './context.ts'

/** Maximum length of generated strings, even if the schema requires more. */
export const MAX_LENGTH = 10_000

/** Maximum number of attempts to generate a match of the right length. */
const MAX_ATTEMPTS = 8

/** @returns a string of the source that the schema allows, as far as possible */
export function sampleString(schema: JsonObject, context: SampleContext): string {
  const { source, random, attempt } = context
  const patterns = [schema['pattern'], ...asObjects(schema['allOf']).map(({ pattern }) => pattern)].flatMap(
    (pattern) => asString(pattern) ?? [],
  )
  const minLength = Math.min(asNumber(schema['minLength']) ?? 0, MAX_LENGTH)
  const maxLength = asNumber(schema['maxLength']) ?? MAX_LENGTH
  const fits = (text: string) =>
    codePointLength(text) >= minLength &&
    codePointLength(text) <= maxLength &&
    patterns.every((one) => matchesPattern(one, text, context))
  const { candidates, fallback } = source.strings(schema, context)
  const fitting = candidates.filter(fits)
  const first = attempt === 0 ? fitting[0] : fitting[Math.floor(random() * fitting.length)]
  if (first !== undefined) {
    return first
  }
  const [pattern] = patterns
  if (pattern === undefined) {
    return fitLength(fallback(), minLength, maxLength)
  }
  const generated = Array.from({ length: MAX_ATTEMPTS }, () => source.fromPattern(pattern, context))
  return generated.find((text) => text !== undefined && fits(text)) ?? generated[0] ?? fallback()
}

/** JSON Schema counts code points, not UTF-16 code units. */
function codePointLength(text: string): number {
  return Array.from(text).length
}

/** Matches in linear time; unsupported patterns match any text, as does any pattern once the budget is spent. */
function matchesPattern(pattern: string, text: string, { work }: SampleContext): boolean {
  if (!spendSteps(work, regExpCompileSteps(pattern))) {
    return true
  }
  const expression = compileSafeRegExp(pattern)
  return 'issue' in expression || !spendSteps(work, expression.cost * text.length) || expression.search(text)
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
