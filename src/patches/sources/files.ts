import { type BigIntStats, statSync } from 'node:fs'
import { load as parseYaml, YAMLException } from 'js-yaml'
import { isRecord } from '../../web/json/is-record.ts'
import { hasTooManyValues } from '../../web/json/parse-bounded.ts'
import { BoundedMap } from '../../web/limits/bounded-map.ts'
import { shortReason } from './file-errors.ts'
import { fileStore } from './file-store.ts'
import { isSameVersion, readRegularFile } from './read-regular-file.ts'
import { NO_PATCHES, type PatchContext, type PatchSet } from '../document/parse.ts'
import {
  type LoadedPatches,
  loadParsed,
  loadText,
  MAX_DOCUMENT_LENGTH,
  namespaceStatus,
  type PatchSource,
  tooLongWarning,
} from './source.ts'

/** Extensions of patch files in order of precedence. */
const EXTENSIONS = ['.json', '.yaml', '.yml']

interface CachedFiles extends LoadedPatches {
  /** The namespace's files, including ignored ones; undefined if reading them failed. */
  files: readonly PatchFile[] | undefined
  /** Approximate memory, in characters of a document. */
  weight: number
}

/** Maximum memory of all cached namespaces, and of one without its document, in characters of documents. */
const MAX_CACHED_CHARACTERS = 40_000_000
const NAMESPACE_CHARACTERS = 20_000

/** A YAML file that changed less than this long ago may be incomplete: the start of a YAML document is one, too. */
const SETTLE_MS = 15
const MAX_SETTLE_CHECKS = 10

/**
 * Patches from the files `{namespace}.json` or `{namespace}.yaml` in a folder. The files are checked on every load,
 * which takes microseconds, so that a saved file applies to the next request, on mounted folders too.
 *
 * @param folder need not exist
 */
export function filePatches(folder: string, context: PatchContext): PatchSource {
  const cache = new BoundedMap<string, CachedFiles>(MAX_CACHED_CHARACTERS, ({ weight }) => weight)
  const remember = (namespace: string, copy: CachedFiles): CachedFiles => {
    cache.set(namespace, copy)
    return copy
  }
  const remove = (namespace: string): LoadedPatches => {
    cache.delete(namespace)
    return NO_DOCUMENT
  }
  const fail = (namespace: string, error: unknown): CachedFiles => {
    const patches = cache.get(namespace)?.patches ?? NO_PATCHES
    const warnings = [`the patches of ${namespace} could not be read: ${shortReason(error)}`]
    return remember(namespace, { patches, warnings, files: undefined, weight: NAMESPACE_CHARACTERS })
  }
  const read = (namespace: string, [file, ...others]: [PatchFile, ...PatchFile[]]): CachedFiles => {
    const lastGood = cache.get(namespace)?.patches
    const size = Number(file.stat.size)
    const isTooLong = file.stat.isFile() && size > MAX_DOCUMENT_LENGTH
    const { text, stat } = isTooLong
      ? { text: '', stat: file.stat }
      : readRegularFile(`${folder}/${file.name}`, MAX_DOCUMENT_LENGTH)
    const { patches, warnings } = isTooLong
      ? { patches: lastGood ?? NO_PATCHES, warnings: [tooLongWarning(file.name, size)] }
      : loadFile(text, file.name, { lastGood, context })
    const ignored = others.map(({ name }) => `${name} is ignored because ${file.name} exists`)
    return remember(namespace, {
      patches,
      warnings: [...warnings, ...ignored],
      files: [{ name: file.name, stat }, ...others],
      weight: NAMESPACE_CHARACTERS + text.length,
    })
  }
  /** Waits until a file has not changed for a moment. If it changes all the time, the last copy stays in use. */
  const settle = async (namespace: string): Promise<LoadedPatches> => {
    for (let check = 0; check < MAX_SETTLE_CHECKS; check += 1) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
      const loaded = load(namespace, false)
      if (loaded !== undefined) {
        return loaded
      }
    }
    return cache.get(namespace) ?? load(namespace, true) ?? NO_DOCUMENT
  }
  /** @returns undefined if the file may still be written to, unless it is read anyway */
  const load = (namespace: string, readsAnyway: boolean): LoadedPatches | undefined => {
    try {
      const [first, ...others] = findFiles(folder, namespace)
      if (first === undefined) {
        return remove(namespace)
      }
      const last = cache.get(namespace)
      if (last?.files !== undefined && areUnchanged(last.files, [first, ...others])) {
        return last
      }
      return readsAnyway || !mayBeIncomplete(first) ? read(namespace, [first, ...others]) : undefined
    } catch (error) {
      return fail(namespace, error)
    }
  }
  const store = fileStore(folder)
  return {
    load: (namespace) => load(namespace, false) ?? settle(namespace),
    status: () => ({
      source: 'a folder with files {namespace}.json, .yaml or .yml',
      namespaces: [...cache].map(([namespace, copy]) => namespaceStatus(namespace, copy)),
    }),
    store: {
      ...store,
      remove: async (namespace) => {
        await store.remove(namespace)
        remove(namespace)
      },
    },
  }
}

function mayBeIncomplete({ name, stat }: PatchFile): boolean {
  return !name.endsWith('.json') && Math.abs(Date.now() - Number(stat.mtimeMs)) < SETTLE_MS
}

const NO_DOCUMENT: LoadedPatches = { patches: NO_PATCHES, warnings: [] }

function loadFile(
  text: string,
  name: string,
  options: { lastGood: PatchSet | undefined; context: PatchContext },
): LoadedPatches {
  if (name.endsWith('.json')) {
    return loadText(text, name, options)
  }
  try {
    const value: unknown = parseYaml(text)
    // Aliases stand for values that the text contains once. Those of patches count when they are compiled.
    return hasTooManyValues(isRecord(value) ? { ...value, patches: null } : value)
      ? {
          patches: options.lastGood ?? NO_PATCHES,
          warnings: [`${name} is ignored: it contains too many values`],
        }
      : loadParsed(value, name, options)
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error
    }
    const { reason, mark } = error
    const place = mark === undefined ? '' : `, line ${mark.line + 1}, column ${mark.column + 1}`
    return { patches: options.lastGood ?? NO_PATCHES, warnings: [`${name}${place} is not YAML: ${reason}`] }
  }
}

interface PatchFile {
  name: string
  stat: BigIntStats
}

/** Returns the files of a namespace, in order of precedence. */
function findFiles(folder: string, namespace: string): PatchFile[] {
  const files: PatchFile[] = []
  for (const ending of EXTENSIONS) {
    const name = namespace + ending
    const stat = statSync(`${folder}/${name}`, { bigint: true, throwIfNoEntry: false })
    if (stat !== undefined) {
      files.push({ name, stat })
    }
  }
  return files
}

function areUnchanged(some: readonly PatchFile[], others: readonly PatchFile[]): boolean {
  return some.length === others.length && some.every((file, index) => isUnchanged(file, others[index]))
}

function isUnchanged({ name, stat }: PatchFile, other: PatchFile | undefined): boolean {
  return name === other?.name && isSameVersion(stat, other.stat)
}
