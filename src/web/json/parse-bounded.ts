import { errorMessage } from '../error-message.ts'

/** Deeper than any value of the API, and safe for recursive code. */
const MAX_DEPTH = 200

/** Bounds the memory of any parsed text to about 60 MB. */
const MAX_VALUES = 500_000

/** A parsed JSON value, or the reason for rejecting the text. */
export type BoundedJson = { value: unknown } | ParseError

/** The reason for rejecting a JSON text. */
export interface ParseError {
  /** Predicate of an error message; the caller prepends the subject: `The body` + `is not JSON: ...`. */
  issue: string
  kind: 'malformed' | 'too deep' | 'too large'
}

/**
 * Parses JSON with limited nesting and a limited number of values, which are counted before parsing.
 *
 * @param text JSON (RFC 8259)
 * @returns the value; the last duplicate member wins, and `__proto__` is an ordinary member
 */
export function parseBoundedJson(text: string): BoundedJson {
  const { depth, values } = measure(text)
  if (depth > MAX_DEPTH) {
    return { issue: `is nested deeper than ${MAX_DEPTH} levels`, kind: 'too deep' }
  }
  if (values > MAX_VALUES) {
    return { issue: `contains more than ${MAX_VALUES} values`, kind: 'too large' }
  }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return {
      issue: `is not JSON: ${errorMessage(error)}`,
      kind: 'malformed',
    }
  }
}

/** @returns true if a value, with everything that it refers to more than once, exceeds the limits of parsed JSON */
export function hasTooManyValues(value: unknown): boolean {
  let count = 0
  const pending = [value]
  while (pending.length > 0 && count <= MAX_VALUES) {
    const next = pending.pop()
    count += 1
    for (const member of typeof next === 'object' && next !== null ? Object.values(next) : []) {
      pending.push(member)
    }
  }
  return count > MAX_VALUES
}

/** Counts brackets and commas only. The result for malformed JSON is irrelevant, as `JSON.parse` rejects it. */
function measure(text: string): { depth: number; values: number } {
  let open = 0
  let depth = 0
  let values = 1
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case 0x22: // "
        index = endOfString(text, index)
        break
      case 0x5b: // [
      case 0x7b: // {
        open += 1
        values += 1
        depth = Math.max(depth, open)
        break
      case 0x5d: // ]
      case 0x7d: // }
        open -= 1
        break
      case 0x2c: // ,
        values += 1
        break
      default:
    }
  }
  return { depth, values }
}

/** @returns the index of the string's closing quote, or the length of the text */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) {
    end = text.indexOf('"', end + 1)
  }
  return end === -1 ? text.length : end
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(index - 1 - backslashes) === 0x5c) {
    backslashes += 1
  }
  return backslashes % 2 === 1
}
