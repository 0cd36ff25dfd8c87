import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from './node-sql.ts'

/**
 * Locks a folder for this process. The operating system releases the lock when the process ends, also by `kill -9`.
 *
 * @param folder created if it does not exist
 * @returns a function that releases the lock
 * @throws {Error} if another process holds the lock
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const database = openDatabase(join(folder, '.lock'))
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;')
  } catch (error) {
    database.close()
    throw new Error(
      `STATE_DIR ${folder} is used by another process. Stop it, or set STATE_DIR to another folder.`,
      { cause: error },
    )
  }
  return () => database.close()
}
