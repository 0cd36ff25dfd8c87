import type { MatchInputs } from '../resolve-patches.ts'
import type { ConditionOutcome } from '../match/when.ts'
import { abbreviate, abbreviateAll } from './abbreviate.ts'
import { explainMatch, failedConditions, type MatchExplanation } from './explain-match.ts'

/** Maximum number of patches in each list of patches that do not match. */
const MAX_MISSES = 20

/** Explains which patches of a namespace match a request and which do not. */
export interface PatchesExplanation {
  matches: MatchExplanation[]
  /** Patches of the operation that do not match, with the failed conditions, the nearest misses first. */
  misses: (MatchExplanation & { failed: string[] })[]
  /** Patches of the namespace that select other operations. */
  elsewhere: { name: string; operation: string | string[] }[]
}

/** Maximum number of matching patches, and of conditions of one patch. */
const MAX_MATCHES = 50
const MAX_CONDITIONS = 50

/** Explains the patches of a request, for the control API. Texts are made for the listed patches only. */
export function explainPatches({ candidates, patches, view }: MatchInputs): PatchesExplanation {
  const explained = candidates.map((patch) => explainMatch(patch, view))
  const misses = explained
    .filter(({ matches }) => !matches)
    .map((miss) => ({ miss, failures: failedConditions(miss) }))
    .toSorted((one, other) => one.failures.length - other.failures.length)
    .slice(0, MAX_MISSES)
  const known = new Set(candidates)
  return {
    matches: explained
      .filter(({ matches }) => matches)
      .slice(0, MAX_MATCHES)
      .map(abbreviateMatch),
    misses: misses.map(({ miss, failures }) => ({
      ...abbreviateMatch(miss),
      failed: failures.slice(0, MAX_CONDITIONS).map(formatFailure),
    })),
    elsewhere: patches.patches
      .filter((patch) => !known.has(patch))
      .slice(0, MAX_MISSES)
      .map(({ name, patch }) => ({ name, operation: patch.operation ?? '*' })),
  }
}

function abbreviateMatch({ name, matches, conditions }: MatchExplanation): MatchExplanation {
  return {
    name,
    matches,
    conditions: conditions.slice(0, MAX_CONDITIONS).map((outcome) => ({
      ...outcome,
      condition: abbreviate(outcome.condition),
      found: abbreviateAll(outcome.found),
    })),
  }
}

/** @returns the conditions that kept a patch from matching, with the values found, as text */
export function formatFailures(explanation: MatchExplanation): string[] {
  return failedConditions(explanation).slice(0, MAX_CONDITIONS).map(formatFailure)
}

function formatFailure({ pointer, found }: ConditionOutcome): string {
  return `${pointer}: found ${found.length === 0 ? 'nothing' : JSON.stringify(abbreviateAll(found))}`
}
