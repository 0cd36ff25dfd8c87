import { RE2JS, RE2JSException } from 're2js'

/** A regular expression that runs in time linear in the text's length, for any pattern. */
export interface CompiledExpression {
  /** Maximum number of steps per character. */
  cost: number
  /** Whether it matches anywhere in the text. */
  search(text: string): boolean
  /** Whether it matches the whole text. */
  match(text: string): boolean
}

/** Reason for rejecting a regular expression. */
export interface ExpressionFault {
  message: string
  suggestion?: string
}

const LONGEST_PATTERN = 1000

/** Maximum number of states; search time is at most this times the text's length. */
const LARGEST_PROGRAM = 1000

/** Prefix of cache keys of case-insensitive expressions. */
const IGNORE_CASE = '(?i)'

/** Cache of compiled expressions; documents often repeat them. */
const known = new Map<string, CompiledExpression>()
const MOST_KNOWN = 1000

/**
 * Compiles a regular expression.
 *
 * @param pattern RE2 syntax (https://github.com/google/re2/wiki/Syntax): JavaScript's without lookaround and
 *   backreferences, which do not run in linear time
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
      const suggestion = 'reduce its repetitions'
      return { fault: { message: `is too complex (${size} states, limit ${LARGEST_PROGRAM})`, suggestion } }
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
    ? 'lookaround is not supported; combine conditions with "all" and "not"'
    : /\\[1-9]|\\k</.test(pattern)
      ? 'backreferences are not supported'
      : undefined
  return {
    message: `is not a valid regular expression: ${message.replace(/^error parsing regexp: /, '')}`,
    ...(suggestion !== undefined && { suggestion }),
  }
}
