import type { CompiledPatch } from '../document/compile-patch.ts'
import type { RequestView } from './request-view.ts'

/** Whether a patch for the request's operation matches the request. */
export function patchMatches({ when }: CompiledPatch, view: RequestView): boolean {
  // A condition skipped for lack of budget fails, but inside a `not` it would hold.
  return when === undefined || (when.matches(view) && !view.budget.isSpent)
}

/**
 * Returns the patches that apply, in order of priority: the first match, and the next one while a match sets
 * `"continue": true`.
 *
 * @param candidates the patches of the operation, in order of priority
 */
export function matchPatches(candidates: readonly CompiledPatch[], view: RequestView): CompiledPatch[] {
  const applying: CompiledPatch[] = []
  for (const candidate of candidates) {
    if (patchMatches(candidate, view)) {
      applying.push(candidate)
      if (candidate.patch.continue !== true) {
        break
      }
    }
  }
  return applying
}
