import type { NamedPatch } from './compile-patch.ts'
import type { RequestView } from './request-view.ts'
import type { ConditionOutcome } from './when.ts'

/** Why a patch matches a request, or does not. */
export interface MatchExplanation {
  /** The patch's name. */
  name: string
  /** Whether the request is as the patch's `when` says. */
  matches: boolean
  /** Every condition, in the document's order. */
  conditions: ConditionOutcome[]
}

/**
 * @param patch a patch for the request's operation
 * @param view the request
 * @returns whether it matches
 */
export function matches({ when }: NamedPatch, view: RequestView): boolean {
  // What could not be looked at to the end may be the other way round below a `not`.
  return when === undefined || (when.holds(view) && !view.budget.isSpent)
}

/**
 * @param patch a patch for the request's operation
 * @param view the request
 * @returns whether it matches, and what became of each condition
 */
export function explainMatch(patch: NamedPatch, view: RequestView): MatchExplanation {
  return {
    name: patch.name,
    matches: matches(patch, view),
    conditions: patch.when?.explain(view) ?? [],
  }
}
