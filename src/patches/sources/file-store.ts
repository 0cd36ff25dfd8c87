import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { errorCode, isTransient, shortReason } from './file-errors.ts'
import { readRegularFile } from './read-regular-file.ts'
import { isNamespaceName } from '../../request/namespace-name.ts'
import { MAX_DOCUMENT_LENGTH } from './source.ts'
import { type PatchStore, StoreError, type StoredDocument, withStoreErrors } from './store.ts'

const YAML_EXTENSIONS = ['.yaml', '.yml']

/**
 * Stores documents as files. Only writes `{namespace}.json`: a YAML file is never overwritten, to keep its comments.
 *
 * @param folder created on the first write
 */
export function fileStore(folder: string): PatchStore {
  const jsonFile = (namespace: string) => join(folder, `${namespace}.json`)

  const readYaml = async (namespace: string): Promise<StoredDocument | undefined> => {
    for (const ending of YAML_EXTENSIONS) {
      const origin = namespace + ending
      const text = await readIfExists(join(folder, origin))
      if (text !== undefined) {
        return { text, mediaType: 'application/yaml', origin }
      }
    }
    return undefined
  }

  const rejectYaml = async (namespace: string): Promise<void> => {
    const inYaml = await readYaml(namespace)
    if (inYaml !== undefined && (await readIfExists(jsonFile(namespace))) === undefined) {
      throw new StoreError(
        'refused',
        `The namespace '${namespace}' is defined in the YAML file ${inYaml.origin}, which the mock does not overwrite: ` +
          `edit the file, or rename it first.`,
      )
    }
  }

  return {
    read: async (namespace) => {
      const text = await readIfExists(jsonFile(namespace))
      return text === undefined
        ? readYaml(namespace)
        : { text, mediaType: 'application/json', origin: `${namespace}.json` }
    },
    write: async (namespace, text) => {
      await rejectYaml(namespace)
      await withStoreErrors(() => replaceFile(folder, jsonFile(namespace), text), folderError)
    },
    remove: async (namespace) => {
      await rejectYaml(namespace)
      await withStoreErrors(() => rm(jsonFile(namespace), { force: true }), folderError)
    },
    list: () => withStoreErrors(() => namespacesIn(folder), folderError),
  }
}

/** Replaces a file atomically: readers, also after a crash, see either the old or the new file. */
async function replaceFile(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await removeLeftovers(folder)
  const temporary = join(folder, `.${crypto.randomUUID()}.tmp`)
  try {
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
}

/** Temporary files of a write, and their age in milliseconds at which the process that wrote them must have ended. */
const TEMPORARY = /^\.[0-9a-f-]{36}\.tmp$/
const MAX_WRITE_MS = 60_000

/** Removes the temporary files of processes that were killed while they wrote. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => TEMPORARY.test(one))) {
    const file = join(folder, name)
    const modified = await stat(file).catch(() => undefined)
    if (modified !== undefined && Date.now() - modified.mtimeMs > MAX_WRITE_MS) {
      await rm(file, { force: true }).catch(() => {})
    }
  }
}

async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return readRegularFile(file, MAX_DOCUMENT_LENGTH).text
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined
    }
    const message = `${basename(file)} cannot be read: ${shortReason(error)}`
    throw new StoreError(isTransient(error) ? 'unavailable' : 'refused', message, error)
  }
}

async function namespacesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') {
      return []
    }
    throw error
  })
  const namespaces = names.flatMap((name) =>
    ['.json', ...YAML_EXTENSIONS].flatMap((ending) =>
      name.endsWith(ending) ? [name.slice(0, -ending.length)] : [],
    ),
  )
  return [...new Set(namespaces.filter(isNamespaceName))].toSorted((one, other) => (one < other ? -1 : 1))
}

function folderError(error: unknown): StoreError {
  const advice = READ_ONLY_CODES.has(errorCode(error) ?? '')
    ? " The server has no write access: mount the folder without ':ro', grant the server's user write " +
      'permission, or edit the files at their source.'
    : ''
  const message = `The folder of patches cannot be accessed: ${shortReason(error)}.${advice}`
  return new StoreError(isTransient(error) ? 'unavailable' : 'refused', message, error)
}

const READ_ONLY_CODES = new Set(['EROFS', 'EACCES', 'EPERM'])
