import { stringOfPattern } from '../../generated/prism.js'
import type { Random } from '../../openai/seeded-random.ts'

/**
 * @param pattern a regular expression
 * @returns a text that it matches, or undefined for a pattern that is no regular expression
 */
export function stringMatching(pattern: string, random: Random): string | undefined {
  try {
    return stringOfPattern(pattern, String(random()))
  } catch {
    return undefined
  }
}
