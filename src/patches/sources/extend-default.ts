import { DEFAULT_NAMESPACE } from '../../request/namespace-name.ts'
import { type PatchSet, patchSet } from '../document/parse.ts'
import type { LoadedPatches, PatchSource } from './source.ts'

/** Combination of a namespace's patch set and the default's. */
interface Extended {
  base: PatchSet
  together: PatchSet
}

/**
 * Appends the patches of namespace `default` to those of namespaces that extend it, and merges their settings.
 * Combinations are cached by set: a source returns the same set until its document changes.
 */
export function extending(source: PatchSource): PatchSource {
  const known = new WeakMap<PatchSet, Extended>()

  const together = (own: PatchSet, base: PatchSet): PatchSet => {
    const last = known.get(own)
    if (last?.base === base) {
      return last.together
    }
    const extended = {
      base,
      together: patchSet([...own.patches, ...base.patches], { ...base.settings, ...own.settings }),
    }
    known.set(own, extended)
    return extended.together
  }

  const extend = async (own: LoadedPatches): Promise<LoadedPatches> => {
    const base = await source.load(DEFAULT_NAMESPACE)
    // The in-memory source may use one document for all namespaces.
    if (base.patches === own.patches) {
      return own
    }
    return {
      patches: together(own.patches, base.patches),
      warnings: base.warnings.length === 0 ? own.warnings : [...own.warnings, ...base.warnings],
    }
  }

  const extendIfAsked = (namespace: string, own: LoadedPatches): Promise<LoadedPatches> | LoadedPatches =>
    own.patches.extendsDefault && namespace !== DEFAULT_NAMESPACE ? extend(own) : own

  return {
    ...source,
    load(namespace) {
      const own = source.load(namespace)
      return own instanceof Promise
        ? own.then((loaded) => extendIfAsked(namespace, loaded))
        : extendIfAsked(namespace, own)
    },
  }
}
