import { DEFAULT_NAMESPACE } from './namespace.ts'
import { type PatchSet, patchSet } from './parse.ts'
import type { LoadedPatches, PatchSource } from './source.ts'

/** A set and the default's, put together for these two and no others. */
interface Extended {
  base: PatchSet
  together: PatchSet
}

/**
 * Puts the patches of the namespace `default` after those of the namespaces that extend it, its settings below theirs. A
 * source hands on the same set while its document is the same, so what was put together stays right when either document
 * changes.
 *
 * @param source where patches come from
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
    // In memory, one document may be that of all namespaces.
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
