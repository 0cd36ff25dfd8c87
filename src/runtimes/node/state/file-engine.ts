import { existsSync, rmSync } from 'node:fs'
import type { Engine } from '../../../state/sql.ts'
import { databaseEngine } from './database-engine.ts'

/** Files that SQLite writes beside a database. */
const ENDINGS = ['', '-wal', '-shm']

/**
 * A database in a file, created at the first write. With a write-ahead log, everything that was answered survives the
 * end of the process, also by `kill -9`.
 *
 * @param file path of the database
 */
export function fileEngine(file: string): Engine {
  return databaseEngine(file, {
    exists: () => existsSync(file),
    remove: () => ENDINGS.forEach((ending) => rmSync(file + ending, { force: true })),
  })
}
