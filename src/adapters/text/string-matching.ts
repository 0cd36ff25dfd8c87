import { stringOfPattern } from '../../generated/prism.js'
import type { Random } from '../../openai/seeded-random.ts'

/** Patterns that describe longer texts than this are not followed: making one might take for ever. */
const LONGEST_TEXT = 20_000

/** About how often the generator repeats what may be repeated without end. */
const USUAL_TIMES = 10

/**
 * @param pattern a regular expression
 * @returns a text that it matches, or undefined for a pattern that is no regular expression, or of endless texts
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

/** A character, escaped or not; a class; a bracket; how often the one before comes. */
const TOKEN = /\\.|\[(?:[^\]\\]|\\.)*\]|\(\?(?:<?[=!]|:|<\w+>)|\{(\d+)(?:,(\d*))?\}|[^]/g

/** @returns about how long a text is that the pattern matches, at most: alternatives are added up */
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
