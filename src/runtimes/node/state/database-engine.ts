import type { DatabaseSync } from 'node:sqlite'
import type { Engine, Sql } from '../../../state/sql.ts'
import { nodeSql, openDatabase } from './node-sql.ts'

/** What happens to a database beside SQLite. */
export interface DatabaseLocation {
  /** Whether an earlier process left the database. */
  exists: () => boolean
  /** Removes the closed database. */
  remove: () => void
}

/** A database in memory, created at the first write. */
export function memoryEngine(): Engine {
  return databaseEngine(':memory:', { exists: () => false, remove: () => {} })
}

/** A database of `node:sqlite`, opened at its first use. */
export function databaseEngine(location: string, { exists, remove }: DatabaseLocation): Engine {
  let opened: { database: DatabaseSync; sql: Sql } | undefined
  const open = (): Sql => {
    if (opened === undefined) {
      const database = openDatabase(location)
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
      opened = { database, sql: nodeSql(database) }
    }
    return opened.sql
  }
  const close = (): void => {
    opened?.database.close()
    opened = undefined
  }
  return {
    existing: () => (opened !== undefined || exists() ? open() : undefined),
    create: open,
    close,
    destroy: () => {
      close()
      remove()
    },
  }
}
