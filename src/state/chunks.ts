import { concatenate } from '../web/bytes/bytes.ts'
import type { Sql } from './sql.ts'

/** Durable Objects limit a value to 2 MB. */
const CHUNK_BYTES = 1_048_576

/** The contents of files and long bodies, in pieces that fit a row of any engine. */

/** Writes the content of an object in place of an earlier one. */
export function writeContent(sql: Sql, owner: number, bytes: Uint8Array): void {
  sql.run('DELETE FROM chunks WHERE owner = ? AND part >= 0', owner)
  writeParts(sql, bytes, (index) => [owner, index])
}

/** @returns the content of an object; empty if it has none */
export function readContent(sql: Sql, owner: number): Uint8Array<ArrayBuffer> {
  return join(sql.all('SELECT bytes FROM chunks WHERE owner = ? AND part >= 0 ORDER BY part', owner))
}

/** Writes the JSON of a body that is too long for its row. */
export function writeLongBody(sql: Sql, owner: number, text: string): void {
  removeLongBody(sql, owner)
  writeParts(sql, new TextEncoder().encode(text), (index) => [owner, -1 - index])
}

/** @returns the JSON of a long body */
export function readLongBody(sql: Sql, owner: number): string {
  const rows = sql.all('SELECT bytes FROM chunks WHERE owner = ? AND part < 0 ORDER BY part DESC', owner)
  return new TextDecoder().decode(join(rows))
}

export function removeLongBody(sql: Sql, owner: number): void {
  sql.run('DELETE FROM chunks WHERE owner = ? AND part < 0', owner)
}

function writeParts(sql: Sql, bytes: Uint8Array, keyOf: (index: number) => [number, number]): void {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const piece = bytes.subarray(start, start + CHUNK_BYTES)
    sql.run('INSERT INTO chunks (owner, part, bytes) VALUES (?, ?, ?)', ...keyOf(start / CHUNK_BYTES), piece)
  }
}

function join(rows: readonly Readonly<Record<string, unknown>>[]): Uint8Array<ArrayBuffer> {
  return concatenate(rows.map(({ bytes }) => (bytes instanceof Uint8Array ? bytes : new Uint8Array())))
}
