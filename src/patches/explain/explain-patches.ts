import type { MatchInputs } from '../resolve-patches.ts'
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

/** Explains the patches of a request, for the control API. */
export function explainPatches({ candidates, patches, view }: MatchInputs): PatchesExplanation {
  const explained = candidates.map((patch) => explainMatch(patch, view))
  const misses = explained
    .filter(({ matches }) => !matches)
    .map((miss) => ({ ...miss, failed: formatFailures(miss) }))
    .toSorted((one, other) => one.failed.length - other.failed.length)
  return {
    matches: explained.filter(({ matches }) => matches),
    misses: misses.slice(0, MAX_MISSES),
    elsewhere: patches.patches
      .filter((patch) => !candidates.includes(patch))
      .slice(0, MAX_MISSES)
      .map(({ name, patch }) => ({ name, operation: patch.operation ?? '*' })),
  }
}

function formatFailures(explanation: MatchExplanation): string[] {
  return failedConditions(explanation).map(
    ({ pointer, found }) => `${pointer}: found ${found.length === 0 ? 'nothing' : JSON.stringify(found)}`,
  )
}
