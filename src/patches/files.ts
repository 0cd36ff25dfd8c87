import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { OperationRoute } from '../catalogue/types.ts'
import { type LoadedPatches, loadText, type PatchSource } from './source.ts'

interface Copy extends LoadedPatches {
  version: string
}

/**
 * Patches from the files `{namespace}.json` of a folder. The file is looked at for every request, which costs a few
 * microseconds, so that a saved file changes the very next answer, on mounted folders too.
 *
 * @param folder need not exist
 * @param routes all operations
 */
export function filePatches(folder: string, routes: readonly OperationRoute[]): PatchSource {
  const copies = new Map<string, Copy>()
  return {
    load(namespace) {
      const name = `${namespace}.json`
      const file = resolve(folder, name)
      const last = copies.get(namespace)
      try {
        const version = versionOf(file)
        if (last !== undefined && last.version === version) {
          return last
        }
        if (version === undefined) {
          copies.delete(namespace)
          return loadText(null, name, { lastGood: undefined, routes })
        }
        const text = readFileSync(file, 'utf8')
        const copy = { ...loadText(text, name, { lastGood: last?.patches, routes }), version }
        copies.set(namespace, copy)
        return copy
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        const { patches } = last ?? loadText(null, name, { lastGood: undefined, routes })
        return { patches, warnings: [`${name} could not be read: ${reason}`] }
      }
    },
  }
}

/** @returns what changes whenever the file does, or undefined when there is none */
function versionOf(file: string): string | undefined {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? undefined : `${stat.ino} ${stat.size} ${stat.mtimeNs}`
}
