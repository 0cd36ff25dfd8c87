import { perTurn } from './per-turn.ts'
import type { LoadedPatches, PatchSource } from '../patches/source.ts'

/**
 * Loads patches once for all requests that come in together.
 *
 * @param source where they come from
 */
export function sharedInTurn(source: PatchSource): PatchSource {
  const loads = perTurn(() => new Map<string, LoadedPatches | Promise<LoadedPatches>>())
  return {
    ...source,
    load(namespace) {
      const known = loads().get(namespace) ?? source.load(namespace)
      loads().set(namespace, known)
      return known
    },
  }
}
