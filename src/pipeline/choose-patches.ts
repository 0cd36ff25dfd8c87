import type { NamedPatch } from '../patches/compile-patch.ts'
import { matches } from '../patches/match.ts'
import type { RequestView } from '../patches/request-view.ts'

/**
 * The first patch that matches wins. While a patch says `"continue": true`, the next one that matches adds to it.
 *
 * @param candidates the patches of the operation, in order of priority
 * @param view the request
 * @returns the patches that apply, in order of priority
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
