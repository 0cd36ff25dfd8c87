import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorMessage } from '../../web/error-message.ts'
import { isNamespaceName } from '../../request/namespace-name.ts'
import { type PatchStore, StoreError, type StoredDocument, withStoreErrors } from './store.ts'

const YAML_EXTENSIONS = ['.yaml', '.yml']

/**
 * Stores documents as files. Only writes `{namespace}.json`: a YAML file is never overwritten, to keep its comments.
 *
 * @param folder created on the first write
 */
export function fileStore(folder: string): PatchStore {
  const wrapError = folderError(folder)
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
      await withStoreErrors(() => replaceFile(folder, jsonFile(namespace), text), wrapError)
    },
    remove: async (namespace) => {
      await rejectYaml(namespace)
      await withStoreErrors(() => rm(jsonFile(namespace), { force: true }), wrapError)
    },
    list: () => withStoreErrors(() => namespacesIn(folder), wrapError),
  }
}

/** Replaces a file atomically: readers, also after a crash, see either the old or the new file. */
async function replaceFile(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
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

async function readIfExists(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined
    }
    throw new StoreError('refused', `${file} cannot be read: ${shortReason(error)}`, error)
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
  return [...new Set(namespaces.filter(isNamespaceName))].toSorted()
}

function folderError(folder: string): (error: unknown) => StoreError {
  return (error) => {
    const advice = READ_ONLY_CODES.has(errorCode(error) ?? '')
      ? " The server has no write access: mount the folder without ':ro', grant the server's user write " +
        'permission, or edit the files at their source.'
      : ''
    const message = `The folder ${folder} cannot be accessed: ${shortReason(error)}.${advice}`
    return new StoreError('refused', message, error)
  }
}

const READ_ONLY_CODES = new Set(['EROFS', 'EACCES', 'EPERM'])

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Returns the error message without the paths that Node appends, such as the temporary file. */
function shortReason(error: unknown): string {
  const message = errorMessage(error)
  return message.split(/, \w+ '/)[0] ?? message
}
