import { readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { BoundedMap } from '../../web/limits/bounded-map.ts'
import { type BodyFiles, MAX_BODY_FILE_BYTES } from '../document/body-file.ts'

/** Maximum number of files cached in memory. */
const MAX_CACHED_FILES = 20

/**
 * Reads body files from a folder. Files outside it are rejected, also via symbolic links.
 *
 * @param folder the patches folder
 */
export function bodyFilesIn(folder: string): BodyFiles {
  const cache = new BoundedMap<string, { version: string; bytes: Uint8Array }>(MAX_CACHED_FILES)
  return {
    read(name) {
      try {
        const file = pathInside(folder, name)
        if (file === undefined) {
          const suggestion = 'use a file in the patches folder, such as "sample.mp3"'
          return { issue: `refers to "${name}", which is outside the patches folder`, suggestion }
        }
        const stat = statSync(file, { bigint: true })
        if (!stat.isFile()) {
          return { issue: `refers to "${name}", which is not a file` }
        }
        if (stat.size > MAX_BODY_FILE_BYTES) {
          return {
            issue: `refers to "${name}", which has ${stat.size} bytes; the limit is ${MAX_BODY_FILE_BYTES}`,
          }
        }
        const version = `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`
        const cached = cache.get(file)
        if (cached?.version === version) {
          return cached
        }
        const bytes = new Uint8Array(readFileSync(file))
        cache.set(file, { version, bytes })
        return { bytes }
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
        return {
          issue: `refers to "${name}", which cannot be read: ${reason === 'ENOENT' ? 'no such file' : reason}`,
        }
      }
    },
  }
}

/** Returns the resolved path of a file, or undefined if it is not inside the folder. */
function pathInside(folder: string, name: string): string | undefined {
  const root = realpathSync(folder)
  const isBelow = (path: string) => {
    const relativePath = relative(root, path)
    return (
      relativePath !== '' &&
      relativePath !== '..' &&
      !relativePath.startsWith(`..${sep}`) &&
      !isAbsolute(relativePath)
    )
  }
  const resolved = resolve(root, name)
  if (isAbsolute(name) || name.includes('\0') || !isBelow(resolved)) {
    return undefined
  }
  const file = realpathSync(resolved)
  return isBelow(file) ? file : undefined
}
