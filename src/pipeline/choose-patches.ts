import type { Patch } from '../patches/document.ts'
import type { NamedPatch } from '../patches/compile-patch.ts'
import { matches } from '../patches/match.ts'
import type { RequestView } from '../patches/request-view.ts'

/** The patches that apply to one request, put together. */
export interface ChosenPatches {
  /** Names of the patches, in the order they apply. */
  names: string[]
  /** Each field from the first patch that sets it. */
  fields: Omit<Patch, 'name' | 'operation' | 'continue'>
}

/**
 * The first patch that matches wins. While a patch says `"continue": true`, the next one that matches adds the fields
 * that are not set yet; headers are put together one by one.
 *
 * @param candidates the patches of the operation, in order of priority
 * @param view the request
 */
export function choosePatches(
  candidates: readonly NamedPatch[],
  view: RequestView,
): ChosenPatches | undefined {
  const applying: NamedPatch[] = []
  for (const candidate of candidates) {
    if (matches(candidate, view)) {
      applying.push(candidate)
      if (candidate.patch.continue !== true) {
        break
      }
    }
  }
  if (applying.length === 0) {
    return undefined
  }
  const fields = applying.reduce<Patch>((chosen, { patch }) => {
    const headers = { ...patch.headers, ...chosen.headers }
    return { ...patch, ...chosen, ...(Object.keys(headers).length > 0 && { headers }) }
  }, {})
  return { names: applying.map(({ name }) => name), fields }
}
