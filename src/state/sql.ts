/** A value of a column. */
export type SqlValue = null | number | string | Uint8Array

/** A result row, by column name. Numbers are numbers, binary values `Uint8Array`. */
export type Row = Readonly<Record<string, unknown>>

/** A synchronous SQLite database: Durable Objects' `ctx.storage.sql`, or Node's `DatabaseSync`. */
export interface Sql {
  all(query: string, ...values: readonly SqlValue[]): Row[]
  run(query: string, ...values: readonly SqlValue[]): void
  /** Runs the work in one transaction, which is rolled back if the work throws. Must not be nested. */
  transaction<T>(work: () => T): T
}

/** Opens the database of a namespace, which exists from its first write on. */
export interface Engine {
  /** @returns the database, or undefined if nothing was ever written */
  existing(): Sql | undefined
  /** @returns the database, created if it does not exist */
  create(): Sql
  close(): void
  /** Deletes the database. */
  destroy(): void
}
