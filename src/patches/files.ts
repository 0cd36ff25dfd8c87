import { type BigIntStats, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { OperationRoute } from '../catalogue/types.ts'
import { NO_PATCHES } from './parse.ts'
import { type LoadedPatches, loadText, LONGEST_DOCUMENT, type PatchSource, tooLong } from './source.ts'

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
  const keep = (namespace: string, copy: Copy): Copy => {
    copies.set(namespace, copy)
    return copy
  }
  return {
    load(namespace) {
      const name = `${namespace}.json`
      const file = resolve(folder, name)
      const last = copies.get(namespace)
      try {
        const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
        if (stat === undefined) {
          copies.delete(namespace)
          return loadText(null, name, { lastGood: undefined, routes })
        }
        const version = versionOf(stat)
        if (last !== undefined && last.version === version) {
          return last
        }
        const loaded =
          stat.size > LONGEST_DOCUMENT
            ? { patches: last?.patches ?? NO_PATCHES, warnings: [tooLong(name, Number(stat.size))] }
            : loadText(readFileSync(file, 'utf8'), name, { lastGood: last?.patches, routes })
        return keep(namespace, { ...loaded, version })
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        const warnings = [`${name} could not be read: ${reason}`]
        return keep(namespace, { patches: last?.patches ?? NO_PATCHES, warnings, version: UNREAD })
      }
    },
    status: () => ({
      source: `folder ${folder}, files {namespace}.json`,
      namespaces: [...copies].map(([namespace, { warnings }]) => ({ namespace, warnings })),
    }),
  }
}

const UNREAD = ''

/** @returns what changes whenever the file does */
function versionOf({ ino, size, mtimeNs }: BigIntStats): string {
  return `${ino} ${size} ${mtimeNs}`
}
