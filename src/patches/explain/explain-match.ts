import type { CompiledPatch } from '../document/compile-patch.ts'
import { patchMatches } from '../match/match-patches.ts'
import type { RequestView } from '../match/request-view.ts'
import type { ConditionOutcome } from '../match/when.ts'

/** Explains why a patch matches a request or not. */
export interface MatchExplanation {
  name: string
  /** Whether the request satisfies the patch's `when`. */
  matches: boolean
  /** All conditions in document order. */
  conditions: ConditionOutcome[]
}

/** Evaluates all conditions of a patch for the request's operation. */
export function explainMatch(patch: CompiledPatch, view: RequestView): MatchExplanation {
  return {
    name: patch.name,
    matches: patchMatches(patch, view),
    conditions: patch.when?.explain(view) ?? [],
  }
}

/** Returns the conditions that kept the patch from matching. */
export function failedConditions({ conditions }: MatchExplanation): ConditionOutcome[] {
  return conditions.filter(({ satisfied, expected }) => satisfied !== expected)
}
