import type { Engine, Sql, SqlValue } from '../../state/sql.ts'

/** @returns the interface of the state over the storage of a Durable Object */
export function durableEngine(storage: DurableObjectStorage): Engine {
  const toRow = (row: Record<string, SqlStorageValue>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]): [string, unknown] => [
        name,
        value instanceof ArrayBuffer ? new Uint8Array(value) : value,
      ]),
    )
  const execute = (query: string, values: readonly SqlValue[]) =>
    storage.sql.exec(query, ...values.map((value) => (value instanceof Uint8Array ? bufferOf(value) : value)))
  const sql: Sql = {
    all: (query, ...values) => execute(query, values).toArray().map(toRow),
    run: (query, ...values) => {
      execute(query, values)
    },
    transaction: (work) => storage.transactionSync(work),
  }
  return {
    existing: () => sql,
    create: () => sql,
    close: () => {},
    destroy: () => {
      // Synchronous, unlike `deleteAll`, so that no other request sees half of it.
      storage.transactionSync(() => {
        const tables = sql.all(
          `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`,
        )
        for (const { name } of tables) {
          sql.run(`DROP TABLE "${String(name)}"`)
        }
      })
    },
  }
}

/** The storage takes whole buffers only. */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
