import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Sql } from '../../../state/sql.ts'

/**
 * Opens a database with `node:sqlite`, which is loaded at the first call.
 *
 * @param location a file, or `:memory:`
 */
export function openDatabase(location: string): DatabaseSync {
  const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite')
  return new Database(location)
}

/** @returns the interface of the state over a database of `node:sqlite` */
export function nodeSql(database: DatabaseSync): Sql {
  const statements = new Map<string, StatementSync>()
  const prepare = (query: string): StatementSync => {
    const known = statements.get(query)
    if (known !== undefined) {
      return known
    }
    const statement = database.prepare(query)
    statements.set(query, statement)
    return statement
  }
  return {
    all: (query, ...values) => prepare(query).all(...values),
    run: (query, ...values) => {
      prepare(query).run(...values)
    },
    transaction: (work) => {
      prepare('BEGIN IMMEDIATE').run()
      try {
        const result = work()
        prepare('COMMIT').run()
        return result
      } catch (error) {
        prepare('ROLLBACK').run()
        throw error
      }
    },
  }
}
