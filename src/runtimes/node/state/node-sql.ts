import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Row, Sql, SqlValue } from '../../../state/sql.ts'

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
    all: (query, ...values) =>
      prepare(query)
        .all(...values)
        .map(toRow),
    run: (query, ...values) => {
      prepare(query).run(...values)
    },
    transaction: (work) => {
      database.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        database.exec('COMMIT')
        return result
      } catch (error) {
        database.exec('ROLLBACK')
        throw error
      }
    },
  }
}

function toRow(row: Record<string, SQLOutputValue>): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, SqlValue] => [name, toValue(value)]),
  )
}

function toValue(value: SQLOutputValue): SqlValue {
  return typeof value === 'bigint' ? Number(value) : value
}
