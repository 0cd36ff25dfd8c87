import type { CompiledPatch } from '../document/compile-patch.ts'
import type { RequestView } from './request-view.ts'
import type { ConditionOutcome } from './when.ts'

/** Explains why a patch matches a request or not. */
export interface MatchExplanation {
  name: string
  /** Whether the request satisfies the patch's `when`. */
  matches: boolean
  /** All conditions in document order. */
  conditions: ConditionOutcome[]
}

/** Whether a patch for the request's operation matches the request. */
export function patchMatches({ when }: CompiledPatch, view: RequestView): boolean {
  // A condition skipped for lack of budget fails, but inside a `not` it would hold.
  return when === undefined || (when.matches(view) && !view.budget.isSpent)
}

/** Evaluates all conditions of a patch for the request's operation. */
export function explainMatch(patch: CompiledPatch, view: RequestView): MatchExplanation {
  return {
    name: patch.name,
    matches: patchMatches(patch, view),
    conditions: patch.when?.explain(view) ?? [],
  }
}
