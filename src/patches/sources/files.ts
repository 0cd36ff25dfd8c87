import { type BigIntStats, readFileSync, statSync } from 'node:fs'
import { load, YAMLException } from 'js-yaml'
import { errorMessage } from '../../web/error-message.ts'
import { fileStore } from './file-store.ts'
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
}

/**
 * Patches from the files `{namespace}.json` or `{namespace}.yaml` in a folder. The files are checked on every load,
 * which takes microseconds, so that a saved file applies to the next request, on mounted folders too.
 *
 * @param folder need not exist
 */
export function filePatches(folder: string, context: PatchContext): PatchSource {
  const cache = new Map<string, CachedFiles>()
  const remember = (namespace: string, copy: CachedFiles): CachedFiles => {
    cache.set(namespace, copy)
    return copy
  }
  return {
    load(namespace) {
      const last = cache.get(namespace)
      try {
        const files = findFiles(folder, namespace)
        const [file, ...others] = files
        if (file === undefined) {
          cache.delete(namespace)
          return NO_DOCUMENT
        }
        if (last?.files !== undefined && areUnchanged(last.files, files)) {
          return last
        }
        const size = Number(file.stat.size)
        const { patches, warnings } =
          size > MAX_DOCUMENT_LENGTH
            ? { patches: last?.patches ?? NO_PATCHES, warnings: [tooLongWarning(file.name, size)] }
            : loadFile(readFileSync(`${folder}/${file.name}`, 'utf8'), file.name, {
                lastGood: last?.patches,
                context,
              })
        const ignored = others.map(({ name }) => `${name} is ignored because ${file.name} exists`)
        return remember(namespace, { patches, warnings: [...warnings, ...ignored], files })
      } catch (error) {
        const warnings = [`the patches of ${namespace} could not be read: ${errorMessage(error)}`]
        return remember(namespace, { patches: last?.patches ?? NO_PATCHES, warnings, files: undefined })
      }
    },
    status: () => ({
      source: `folder ${folder}, files {namespace}.json, .yaml or .yml`,
      namespaces: [...cache].map(([namespace, copy]) => namespaceStatus(namespace, copy)),
    }),
    store: fileStore(folder),
  }
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
  return (
    name === other?.name &&
    stat.mtimeNs === other.stat.mtimeNs &&
    stat.size === other.stat.size &&
    stat.ino === other.stat.ino
  )
}
