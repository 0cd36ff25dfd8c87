import { readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { type BodyFiles, LARGEST_FILE } from './body-file.ts'

/** Files that are kept in memory, so that a file is read once and not for every answer. */
const MOST_KEPT = 20

/**
 * Files of a folder; nothing outside it is read, symbolic links followed.
 *
 * @param folder of the patches
 */
export function folderFiles(folder: string): BodyFiles {
  const kept = new Map<string, { version: string; bytes: Uint8Array }>()
  return {
    read(name) {
      try {
        const file = pathInside(folder, name)
        if (file === undefined) {
          const suggestion = 'name a file in the folder of the patches, such as "sample.mp3"'
          return { fault: `names "${name}", which is outside the folder of the patches`, suggestion }
        }
        const stat = statSync(file, { bigint: true })
        if (!stat.isFile()) {
          return { fault: `names "${name}", which is no file` }
        }
        if (stat.size > LARGEST_FILE) {
          return { fault: `names "${name}" of ${stat.size} bytes; ${LARGEST_FILE} are the most` }
        }
        const version = `${stat.ino} ${stat.size} ${stat.mtimeNs}`
        const last = kept.get(file)
        if (last?.version === version) {
          return last
        }
        const bytes = new Uint8Array(readFileSync(file))
        if (kept.size >= MOST_KEPT) {
          kept.clear()
        }
        kept.set(file, { version, bytes })
        return { bytes }
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read'
        return {
          fault: `names "${name}", which cannot be read: ${reason === 'ENOENT' ? 'there is no such file' : reason}`,
        }
      }
    },
  }
}

/** @returns the path of the file itself, or undefined when it is not below the folder */
function pathInside(folder: string, name: string): string | undefined {
  const root = realpathSync(folder)
  const isBelow = (path: string) => {
    const way = relative(root, path)
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
  }
  const named = resolve(root, name)
  if (isAbsolute(name) || name.includes('\0') || !isBelow(named)) {
    return undefined
  }
  const file = realpathSync(named)
  return isBelow(file) ? file : undefined
}
