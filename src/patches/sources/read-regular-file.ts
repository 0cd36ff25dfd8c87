import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** How often a file is read again if it changes meanwhile. */
const MAX_READS = 3

/** A file whose content and properties belong together. */
export interface ReadFile {
  text: string
  stat: BigIntStats
}

/**
 * Reads a regular file without waiting: opening a FIFO would block the process until another one writes to it, and a
 * device may never end.
 *
 * @param maxBytes maximum size
 * @throws {Error} if the path is not a regular file, the file is too large, changes while it is read or cannot be read
 */
export function readRegularFile(path: string, maxBytes: number): ReadFile {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    for (let attempt = 0; attempt < MAX_READS; attempt += 1) {
      const stat = fstatSync(file, { bigint: true })
      if (!stat.isFile()) {
        throw new Error('it is not a regular file')
      }
      if (stat.size > maxBytes) {
        throw new Error(`it has ${stat.size} bytes, the limit is ${maxBytes}`)
      }
      const bytes = Buffer.alloc(Number(stat.size))
      const length = readSync(file, bytes, 0, bytes.length, 0)
      if (length === bytes.length && isSameVersion(stat, fstatSync(file, { bigint: true }))) {
        return { text: bytes.toString('utf8'), stat }
      }
    }
    throw new Error('it changes while it is read')
  } finally {
    closeSync(file)
  }
}

/** Whether a file is unchanged. Its change time also changes if its size and modification time are restored. */
export function isSameVersion(one: BigIntStats, other: BigIntStats): boolean {
  return (
    one.ino === other.ino &&
    one.size === other.size &&
    one.mtimeNs === other.mtimeNs &&
    one.ctimeNs === other.ctimeNs
  )
}
