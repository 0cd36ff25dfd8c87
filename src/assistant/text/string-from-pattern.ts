import { stringOfPattern } from '../../generated/prism.js'
import { measurePattern } from '../../web/limits/pattern-size.ts'
import type { Generation } from '../generation.ts'

/** Patterns with longer matches are rejected. */
const MAX_MATCH_LENGTH = 20_000

/** Approximate number of repetitions that the generator uses for `*` and `+`. */
const UNBOUNDED_REPETITIONS = 10

/** Steps to generate one atom, and to choose from a class per atom that it costs. */
const STEPS_PER_ATOM = 100
const STEPS_PER_CLASS_ATOM = 300

const PATTERN_IGNORED = 'a pattern was ignored: the texts of all patterns exceed the work limit of a request'

/**
 * @param pattern a regular expression
 * @param generation the random numbers, and the budget of all patterns and texts of the request
 * @returns a string that matches it; undefined if the pattern is invalid or its matches are too long
 */
export function stringFromPattern(pattern: string, { random, budget }: Generation): string | undefined {
  const { atoms, matchLength, classes } = measurePattern(pattern, UNBOUNDED_REPETITIONS)
  if (Math.max(atoms, matchLength) > MAX_MATCH_LENGTH) {
    return undefined
  }
  const steps = pattern.length * STEPS_PER_ATOM + atoms * STEPS_PER_ATOM + classes * STEPS_PER_CLASS_ATOM
  if (!budget.work(steps, PATTERN_IGNORED) || !budget.write(matchLength, PATTERN_IGNORED)) {
    return undefined
  }
  try {
    return stringOfPattern(pattern, String(random()))
  } catch {
    return undefined
  }
}
