import { oncePerTick } from './once-per-tick.ts'
import type { LoadedPatches, PatchSource } from '../../../patches/sources/source.ts'

/** Wraps a patch source so that all requests of one tick share one load per namespace. */
export function sharePatchLoads(source: PatchSource): PatchSource {
  const loadsOfTick = oncePerTick(() => new Map<string, LoadedPatches | Promise<LoadedPatches>>())
  return {
    ...source,
    load(namespace) {
      const known = loadsOfTick().get(namespace) ?? source.load(namespace)
      loadsOfTick().set(namespace, known)
      return known
    },
  }
}
