import { RE2JS, RE2JSException } from 're2js'

/** A regular expression that takes time linear in the text, whatever the pattern. */
export interface CompiledExpression {
  /** Steps a character at most. */
  cost: number
  /** Whether it matches somewhere in the text. */
  search(text: string): boolean
  /** Whether it matches the whole text. */
  match(text: string): boolean
}

/** Why an expression is not used. */
export interface ExpressionFault {
  message: string
  suggestion?: string
}

const LONGEST_PATTERN = 1000

/** States of the compiled expression: the time of a search is at most their number times the text's length. */
const LARGEST_PROGRAM = 1000

/** Tells case-folding from other expressions in {@link known}. */
const IGNORE_CASE = '(?i)'

/** Compiled expressions; documents often repeat them. */
const known = new Map<string, CompiledExpression>()
const MOST_KNOWN = 1000

/**
 * @param pattern in RE2's dialect (https://github.com/google/re2/wiki/Syntax): JavaScript's without lookaround and back
 *   references, which cannot be had in linear time
 * @param ignoreCase true for upper and lower case alike
 */
export function compileExpression(
  pattern: string,
  ignoreCase = false,
): CompiledExpression | { fault: ExpressionFault } {
  const key = ignoreCase ? IGNORE_CASE + pattern : pattern
  const found = known.get(key)
  if (found !== undefined) {
    return found
  }
  if (pattern.length > LONGEST_PATTERN) {
    return {
      fault: { message: `is longer than ${LONGEST_PATTERN} characters`, suggestion: 'use "in" or "any"' },
    }
  }
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(pattern), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
    const size = expression.programSize()
    if (size > LARGEST_PROGRAM) {
      const suggestion = 'shorten its repetitions'
      return { fault: { message: `compiles to ${size} states; ${LARGEST_PROGRAM} are the most`, suggestion } }
    }
    const compiled: CompiledExpression = {
      cost: size,
      search: (text) => expression.test(text),
      match: (text) => expression.testExact(text),
    }
    if (known.size >= MOST_KNOWN) {
      known.clear()
    }
    known.set(key, compiled)
    return compiled
  } catch (error) {
    if (!(error instanceof RE2JSException)) {
      throw error
    }
    return { fault: faultOf(pattern, error) }
  }
}

function faultOf(pattern: string, { message }: Error): ExpressionFault {
  const suggestion = /\(\?<?[=!]/.test(pattern)
    ? 'there is no lookaround; put conditions together with "all" and "not"'
    : /\\[1-9]|\\k</.test(pattern)
      ? 'there are no back references'
      : undefined
  return {
    message: `is no regular expression: ${message.replace(/^error parsing regexp: /, '')}`,
    ...(suggestion !== undefined && { suggestion }),
  }
}
