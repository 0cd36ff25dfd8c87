import { stringOfPattern } from '../../generated/prism.js'
import type { Random } from '../../web/random/seeded-random.ts'

/** Patterns with longer matches are rejected, because generating one could take very long. */
const LONGEST_TEXT = 20_000

/** Approximate number of repetitions that the generator uses for `*` and `+`. */
const USUAL_TIMES = 10

/**
 * @param pattern a regular expression
 * @returns a string that matches it; undefined if the pattern is invalid or its matches are too long
 */
export function stringMatching(pattern: string, random: Random): string | undefined {
  if (lengthOfMatch(pattern) > LONGEST_TEXT) {
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
function lengthOfMatch(pattern: string): number {
  const outer: number[] = []
  let length = 0
  let last = 0
  for (const [token, least, most] of pattern.matchAll(TOKEN)) {
    const times = timesOf(token, least, most)
    if (times !== undefined) {
      length += last * (times - 1)
      last *= times
    } else if (token.startsWith('(')) {
      outer.push(length)
      length = 0
    } else if (token === ')') {
      last = length
      length += outer.pop() ?? 0
    } else {
      last = 1
      length += 1
    }
  }
  return outer.reduce((sum, one) => sum + one, length)
}

function timesOf(token: string, least: string | undefined, most: string | undefined): number | undefined {
  if (least !== undefined) {
    return Math.max(1, Number(most === undefined || most === '' ? least : most))
  }
  return token === '*' || token === '+' ? USUAL_TIMES : token === '?' ? 1 : undefined
}
