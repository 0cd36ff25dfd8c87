import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorMessage } from '../error-message.ts'
import { isNamespace } from './namespace.ts'
import { type PatchStore, StoreError, type StoredDocument } from './store.ts'

const YAML_ENDINGS = ['.yaml', '.yml']

/**
 * Keeps documents as files. Only `{namespace}.json` is written; a namespace that somebody wrote in YAML is left to them,
 * comments and all.
 *
 * @param folder made when something is first written
 */
export function fileStore(folder: string): PatchStore {
  const fileOf = (namespace: string) => join(folder, `${namespace}.json`)

  const readYaml = async (namespace: string): Promise<StoredDocument | undefined> => {
    for (const ending of YAML_ENDINGS) {
      const origin = namespace + ending
      const text = await textOf(join(folder, origin))
      if (text !== undefined) {
        return { text, mediaType: 'application/yaml', origin }
      }
    }
    return undefined
  }

  const refuseYaml = async (namespace: string): Promise<void> => {
    const inYaml = await readYaml(namespace)
    if (inYaml !== undefined && (await textOf(fileOf(namespace))) === undefined) {
      throw new StoreError(
        'refused',
        `The namespace '${namespace}' is kept in the YAML file ${inYaml.origin}, which is not written here: ` +
          `change the file, or rename it first.`,
      )
    }
  }

  return {
    read: async (namespace) => {
      const text = await textOf(fileOf(namespace))
      return text === undefined
        ? readYaml(namespace)
        : { text, mediaType: 'application/json', origin: `${namespace}.json` }
    },
    write: async (namespace, text) => {
      await refuseYaml(namespace)
      await orStoreError(folder, () => replaceFile(folder, fileOf(namespace), text))
    },
    remove: async (namespace) => {
      await refuseYaml(namespace)
      await orStoreError(folder, () => rm(fileOf(namespace), { force: true }))
    },
    list: () => orStoreError(folder, () => namespacesIn(folder)),
  }
}

/** A reader sees the old file or the new one, and after a crash there is one of the two. */
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

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined
    }
    throw new StoreError('refused', `${file} cannot be read: ${reasonOf(error)}`, error)
  }
}

async function namespacesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') {
      return []
    }
    throw error
  })
  const namespaces = names.flatMap((name) =>
    ['.json', ...YAML_ENDINGS].flatMap((ending) =>
      name.endsWith(ending) ? [name.slice(0, -ending.length)] : [],
    ),
  )
  return [...new Set(namespaces.filter(isNamespace))].toSorted()
}

async function orStoreError<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const advice = READ_ONLY.has(codeOf(error) ?? '')
      ? " The server may not write there: mount the folder without ':ro', or give the server's user the right to " +
        'write; or change the files where they come from.'
      : ''
    throw new StoreError(
      'refused',
      `The folder ${folder} cannot be changed: ${reasonOf(error)}.${advice}`,
      error,
    )
  }
}

const READ_ONLY = new Set(['EROFS', 'EACCES', 'EPERM'])

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Node's messages name the temporary file, which says nothing to anyone. */
function reasonOf(error: unknown): string {
  const message = errorMessage(error)
  return message.split(/, \w+ '/)[0] ?? message
}
