import { stringOfPattern } from '../../generated/prism.js'
import type { Random } from '../../web/random/seeded-random.ts'

/** Patterns with longer matches are rejected, because generating one could take very long. */
const MAX_MATCH_LENGTH = 20_000

/** Approximate number of repetitions that the generator uses for `*` and `+`. */
const UNBOUNDED_REPETITIONS = 10

/**
 * @param pattern a regular expression
 * @returns a string that matches it; undefined if the pattern is invalid or its matches are too long
 */
export function stringFromPattern(pattern: string, random: Random): string | undefined {
  if (estimateMatchLength(pattern) > MAX_MATCH_LENGTH) {
    return undefined
  }
  try {
    return stringOfPattern(pattern, String(random()))
  } catch {
    return undefined
  }
}

/** An optionally escaped character, a character class, a bracket or a quantifier. */
const TOKEN = /\\.|\[(?:[^\]\\]|\\.)*\]|\(\?(?:<?[=!]|:|<\w+>)|\{(\d+)(?:,(\d*))?\}|[^]/g

/** @returns an upper estimate of the length of a match; the lengths of alternatives are added up */
function estimateMatchLength(pattern: string): number {
  const outerLengths: number[] = []
  let length = 0
  let last = 0
  for (const [token, min, max] of pattern.matchAll(TOKEN)) {
    const repetitions = repetitionsOf(token, min, max)
    if (repetitions !== undefined) {
      length += last * (repetitions - 1)
      last *= repetitions
    } else if (token.startsWith('(')) {
      outerLengths.push(length)
      length = 0
    } else if (token === ')') {
      last = length
      length += outerLengths.pop() ?? 0
    } else {
      last = 1
      length += 1
    }
  }
  return outerLengths.reduce((sum, one) => sum + one, length)
}

function repetitionsOf(token: string, min: string | undefined, max: string | undefined): number | undefined {
  if (min !== undefined) {
    return Math.max(1, Number(max === undefined || max === '' ? min : max))
  }
  return token === '*' || token === '+' ? UNBOUNDED_REPETITIONS : token === '?' ? 1 : undefined
}
