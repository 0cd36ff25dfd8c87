import { perTurn } from './once-per-tick.ts'
import type { LoadedPatches, PatchSource } from '../../../patches/sources/source.ts'

/** Wraps a patch source so that all requests of one tick share one load per namespace. */
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
