import { errorMessage } from '../error-message.ts'

/** Deeper than anything that the API describes; code that follows a value's structure may recurse safely. */
const DEEPEST = 200

/** Keeps what a parsed text takes of memory within some 60 MB, however it is made. */
const MOST_VALUES = 500_000

/** A parsed JSON text, or why it was not parsed. */
export type BoundedJson = { value: unknown } | JsonFault

/** Why a text was not parsed. */
export interface JsonFault {
  /** The rest of a sentence that begins with what the text is called. */
  fault: string
  kind: 'malformed' | 'too deep' | 'too large'
}

/**
 * Parses JSON whose nesting and number of values stay within bounds; they are counted before anything is built.
 *
 * @param text JSON (RFC 8259)
 * @returns the value; the last of duplicate members wins, and `__proto__` is a member like any other
 */
export function parseBoundedJson(text: string): BoundedJson {
  const { depth, values } = measure(text)
  if (depth > DEEPEST) {
    return { fault: `is nested deeper than ${DEEPEST} levels`, kind: 'too deep' }
  }
  if (values > MOST_VALUES) {
    return { fault: `holds more than ${MOST_VALUES} values`, kind: 'too large' }
  }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return {
      fault: `is not JSON: ${errorMessage(error)}`,
      kind: 'malformed',
    }
  }
}

/** Looks at brackets and commas only. What it says of text that is no JSON does not matter: that is refused next. */
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

/** @returns the index of the quotation mark that ends the string, or of the end of the text */
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
