import { RE2JS, RE2JSException } from 're2js'
import { BoundedMap } from './bounded-map.ts'
import { measurePattern } from './pattern-size.ts'

/** A regular expression that runs in time linear in the text's length, for any pattern. */
export interface SafeRegExp {
  /** Maximum number of steps per character. */
  cost: number
  /** Whether it matches anywhere in the text. */
  search(text: string): boolean
  /** Whether it matches the whole text. */
  match(text: string): boolean
}

/** Reason for rejecting a regular expression. */
export interface RegExpIssue {
  message: string
  suggestion?: string
}

const MAX_PATTERN_LENGTH = 1000

/** Maximum number of states; search time is at most this times the text's length. */
const MAX_PROGRAM_STATES = 1000

/** Prefix of cache keys of case-insensitive expressions. */
const IGNORE_CASE_PREFIX = '(?i)'

/** Expressions with a larger estimated size are rejected without compiling them, which takes 15 ms at this size. */
const MAX_ESTIMATED_ATOMS = 10_000

/** Steps to compile an expression, and one of its atoms. */
const STEPS_PER_PATTERN = 5000
const STEPS_PER_ATOM = 150

/** Maximum estimated size of all cached expressions, in atoms of about 200 bytes. */
const MAX_CACHED_ATOMS = 100_000

/** Cache of compiled expressions; documents often repeat them. */
const regExpCache = new BoundedMap<string, SafeRegExp & { atoms: number }>(
  MAX_CACHED_ATOMS,
  ({ atoms }) => atoms,
)

/**
 * Estimates the work of compiling a regular expression, without compiling it.
 *
 * @returns steps of about ten nanoseconds, also for expressions that {@link compileSafeRegExp} rejects
 */
export function regExpCompileSteps(pattern: string): number {
  return pattern.length > MAX_PATTERN_LENGTH
    ? 0
    : STEPS_PER_PATTERN + STEPS_PER_ATOM * Math.min(MAX_ESTIMATED_ATOMS, atomsOf(pattern))
}

/** Returns the atoms of a pattern with all repetitions written out; classes count by the cost of building them. */
function atomsOf(pattern: string): number {
  const { atoms, classes } = measurePattern(pattern, 1)
  return pattern.length + atoms + classes
}

/**
 * Compiles a regular expression.
 *
 * @param pattern RE2 syntax (https://github.com/google/re2/wiki/Syntax): JavaScript's without lookaround and
 *   backreferences, which do not run in linear time
 */
export function compileSafeRegExp(pattern: string, ignoreCase = false): SafeRegExp | { issue: RegExpIssue } {
  const key = ignoreCase ? IGNORE_CASE_PREFIX + pattern : pattern
  const cached = regExpCache.get(key)
  if (cached !== undefined) {
    return cached
  }
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return {
      issue: { message: `is longer than ${MAX_PATTERN_LENGTH} characters`, suggestion: 'use "in" or "any"' },
    }
  }
  const atoms = atomsOf(pattern)
  if (atoms > MAX_ESTIMATED_ATOMS) {
    return {
      issue: {
        message: `is too complex (about ${Math.round(atoms)} states, limit ${MAX_PROGRAM_STATES})`,
        suggestion: 'reduce its repetitions',
      },
    }
  }
  try {
    const expression = RE2JS.compile(RE2JS.translateRegExp(pattern), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
    const size = expression.programSize()
    if (size > MAX_PROGRAM_STATES) {
      const suggestion = 'reduce its repetitions'
      return {
        issue: { message: `is too complex (${size} states, limit ${MAX_PROGRAM_STATES})`, suggestion },
      }
    }
    const compiled = {
      atoms,
      cost: size,
      search: (text: string) => expression.test(text),
      match: (text: string) => expression.testExact(text),
    }
    regExpCache.set(key, compiled)
    return compiled
  } catch (error) {
    if (!(error instanceof RE2JSException)) {
      throw error
    }
    return { issue: regExpIssue(pattern, error) }
  }
}

function regExpIssue(pattern: string, { message }: Error): RegExpIssue {
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
