import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { load, YAMLException } from 'js-yaml'
import { fileStore } from './file-store.ts'
import { NO_PATCHES, type PatchContext, type PatchSet } from './parse.ts'
import {
  type LoadedPatches,
  loadParsed,
  loadText,
  LONGEST_DOCUMENT,
  type PatchSource,
  tooLong,
} from './source.ts'

/** Endings of patch files; of a namespace that has several, the first is read. */
const ENDINGS = ['.json', '.yaml', '.yml']

interface Copy extends LoadedPatches {
  version: string
}

/**
 * Patches from the files `{namespace}.json` or `{namespace}.yaml` of a folder. The files are looked at for every request,
 * which costs a few microseconds, so that a saved file changes the very next answer, on mounted folders too.
 *
 * @param folder need not exist
 * @param context what the documents are held against
 */
export function filePatches(folder: string, context: PatchContext): PatchSource {
  const copies = new Map<string, Copy>()
  const keep = (namespace: string, copy: Copy): Copy => {
    copies.set(namespace, copy)
    return copy
  }
  return {
    load(namespace) {
      const last = copies.get(namespace)
      const names = ENDINGS.map((ending) => namespace + ending)
      try {
        const [file, ...others] = names.flatMap((name) => versionOf(folder, name) ?? [])
        if (file === undefined) {
          copies.delete(namespace)
          return loadText(null, namespace, { lastGood: undefined, context })
        }
        const version = JSON.stringify([file.version, others])
        if (last !== undefined && last.version === version) {
          return last
        }
        const { patches, warnings } =
          file.size > LONGEST_DOCUMENT
            ? { patches: last?.patches ?? NO_PATCHES, warnings: [tooLong(file.name, file.size)] }
            : loadFile(readFileSync(resolve(folder, file.name), 'utf8'), file.name, {
                lastGood: last?.patches,
                context,
              })
        const unread = others.map(({ name }) => `${name} is not read, since there is ${file.name}`)
        return keep(namespace, { patches, warnings: [...warnings, ...unread], version })
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        const warnings = [`the patches of ${namespace} could not be read: ${reason}`]
        return keep(namespace, { patches: last?.patches ?? NO_PATCHES, warnings, version: UNREAD })
      }
    },
    status: () => ({
      source: `folder ${folder}, files {namespace}.json, .yaml or .yml`,
      namespaces: [...copies].map(([namespace, { warnings }]) => ({ namespace, warnings })),
    }),
    store: fileStore(folder),
  }
}

const UNREAD = ''

function loadFile(
  text: string,
  name: string,
  options: { lastGood: PatchSet | undefined; context: PatchContext },
): LoadedPatches {
  if (name.endsWith('.json')) {
    return loadText(text, name, options)
  }
  try {
    return loadParsed(load(text), name, options)
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error
    }
    const { reason, mark } = error
    const place = mark === undefined ? '' : `, line ${mark.line + 1}, column ${mark.column + 1}`
    return { patches: options.lastGood ?? NO_PATCHES, warnings: [`${name}${place} is not YAML: ${reason}`] }
  }
}

interface FileVersion {
  name: string
  /** In bytes. */
  size: number
  /** Changes whenever the file does. */
  version: string
}

/** @returns undefined when there is no such file */
function versionOf(folder: string, name: string): FileVersion | undefined {
  const stat = statSync(resolve(folder, name), { bigint: true, throwIfNoEntry: false })
  return stat && { name, size: Number(stat.size), version: `${stat.ino} ${stat.size} ${stat.mtimeNs}` }
}
