import { DEFAULT_NAMESPACE } from '../../request/namespace-name.ts'
import { type PatchSet, createPatchSet } from '../document/parse.ts'
import type { LoadedPatches, PatchSource } from './source.ts'

/** Combination of a namespace's patch set and the default's. */
interface CombinedSet {
  base: PatchSet
  combined: PatchSet
}

/**
 * Appends the patches of namespace `default` to those of namespaces that extend it, and merges their settings.
 * Combinations are cached by set: a source returns the same set until its document changes.
 */
export function extendDefault(source: PatchSource): PatchSource {
  const combinedSets = new WeakMap<PatchSet, CombinedSet>()

  const combine = (own: PatchSet, base: PatchSet): PatchSet => {
    const last = combinedSets.get(own)
    if (last?.base === base) {
      return last.combined
    }
    const extended = {
      base,
      combined: createPatchSet([...own.patches, ...base.patches], { ...base.settings, ...own.settings }),
    }
    combinedSets.set(own, extended)
    return extended.combined
  }

  const extendWithDefault = async (own: LoadedPatches): Promise<LoadedPatches> => {
    const base = await source.load(DEFAULT_NAMESPACE)
    // The in-memory source may use one document for all namespaces.
    if (base.patches === own.patches) {
      return own
    }
    return {
      patches: combine(own.patches, base.patches),
      warnings: base.warnings.length === 0 ? own.warnings : [...own.warnings, ...base.warnings],
    }
  }

  const extendIfRequested = (
    namespace: string,
    own: LoadedPatches,
  ): Promise<LoadedPatches> | LoadedPatches =>
    own.patches.extendsDefault && namespace !== DEFAULT_NAMESPACE ? extendWithDefault(own) : own

  return {
    ...source,
    load(namespace) {
      const own = source.load(namespace)
      return own instanceof Promise
        ? own.then((loaded) => extendIfRequested(namespace, loaded))
        : extendIfRequested(namespace, own)
    },
  }
}
