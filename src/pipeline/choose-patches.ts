import type { Patch } from '../patches/document.ts'
import type { NamedPatch } from '../patches/parse.ts'

/** The patches that apply to one request, put together. */
export interface ChosenPatches {
  /** Names of the patches, in the order they apply. */
  names: string[]
  /** Each field from the first patch that sets it. */
  fields: Omit<Patch, 'name' | 'operation' | 'continue'>
}

/**
 * The first patch wins. While a patch says `"continue": true`, the next one adds the fields that are not set yet;
 * headers are put together one by one.
 *
 * @param candidates the patches of the operation, in order of priority
 */
export function choosePatches(candidates: readonly NamedPatch[]): ChosenPatches | undefined {
  const last = candidates.findIndex(({ patch }) => patch.continue !== true)
  const applying = last === -1 ? candidates : candidates.slice(0, last + 1)
  if (applying.length === 0) {
    return undefined
  }
  const fields = applying.reduce<Patch>((chosen, { patch }) => {
    const headers = { ...patch.headers, ...chosen.headers }
    return { ...patch, ...chosen, ...(Object.keys(headers).length > 0 && { headers }) }
  }, {})
  return { names: applying.map(({ name }) => name), fields }
}
