import type { Sql } from './sql.ts'

/**
 * The statements that lead from each version of the tables to the next one. Released entries never change: new tables
 * and columns are a new entry at the end.
 *
 * `chunks` holds the contents of files (parts 0, 1, ...) and the JSON of long bodies (parts -1, -2, ...) by the `seq` of
 * their object.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID`,
    `CREATE TABLE objects (seq INTEGER PRIMARY KEY, family TEXT NOT NULL, parent TEXT NOT NULL, id TEXT NOT NULL,
      created INTEGER NOT NULL, due INTEGER, expires INTEGER, gone INTEGER NOT NULL DEFAULT 0, body TEXT,
      UNIQUE (family, parent, id))`,
    `CREATE INDEX listed ON objects (family, parent, gone, seq)`,
    `CREATE INDEX due ON objects (due) WHERE due IS NOT NULL`,
    `CREATE TABLE chunks (owner INTEGER, part INTEGER, bytes BLOB NOT NULL, PRIMARY KEY (owner, part)) WITHOUT ROWID`,
    `CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID`,
  ],
]

/** The version of the tables that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/** @returns whether the database has the tables of any version */
export function hasTables(sql: Sql): boolean {
  return sql.all(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'`).length > 0
}

/**
 * Creates missing tables and migrates older ones, in one transaction.
 *
 * @param origin name of the database in errors
 * @throws {Error} if a newer version of the mock wrote the database
 */
export function migrate(sql: Sql, origin: string): void {
  const version = hasTables(sql) ? versionOf(sql) : 0
  if (version > SCHEMA_VERSION) {
    throw new Error(
      `${origin} has tables of version ${version}, this mock supports versions up to ${SCHEMA_VERSION}. ` +
        'Update the mock, or remove the database.',
    )
  }
  if (version === SCHEMA_VERSION) {
    return
  }
  sql.transaction(() => {
    for (const statement of MIGRATIONS.slice(version).flat()) {
      sql.run(statement)
    }
    sql.run(`INSERT OR REPLACE INTO meta (name, value) VALUES ('version', ?)`, SCHEMA_VERSION)
  })
}

function versionOf(sql: Sql): number {
  return Number(sql.all(`SELECT value FROM meta WHERE name = 'version'`)[0]?.['value'] ?? 0)
}
