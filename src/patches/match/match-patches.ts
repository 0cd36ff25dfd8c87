import type { NamedPatch } from '../document/compile-patch.ts'
import { matches } from './match-patch.ts'
import type { RequestView } from './request-view.ts'

/**
 * Returns the patches that apply, in order of priority: the first match, and the next one while a match sets
 * `"continue": true`.
 *
 * @param candidates the patches of the operation, in order of priority
 */
export function choosePatches(candidates: readonly NamedPatch[], view: RequestView): NamedPatch[] {
  const applying: NamedPatch[] = []
  for (const candidate of candidates) {
    if (matches(candidate, view)) {
      applying.push(candidate)
      if (candidate.patch.continue !== true) {
        break
      }
    }
  }
  return applying
}
