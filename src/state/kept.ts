import type { JsonObject } from '../web/json/json.ts'
import { asNumber, asObject, asString } from '../web/json/narrow.ts'
import type { Row } from './sql.ts'

/** The place of an object: its family, the ids in the path above it, and its own id. */
export interface Place {
  /** Path of the collection: `/threads/{thread_id}/messages`. */
  family: string
  /** The ids above, joined with `/`; empty for a collection at the top. See {@link parentKey}. */
  parent: string
  id: string
}

/** A kept object, or the trace of a deleted one. */
export interface Kept extends Place {
  /** Increases with each creation in a namespace. */
  seq: number
  /** Seconds since 1970. */
  created: number
  /** When a job is done, in seconds since 1970. */
  due: number | undefined
  /** Whether the object was deleted. Its body is empty. */
  gone: boolean
  body: JsonObject
}

/** The times of an object that the store knows. */
export interface KeptTimes {
  /** Seconds since 1970. */
  created: number
  /** When a job is done, in seconds since 1970. */
  due?: number | undefined
}

/** @returns the ids above an object as one text; ids contain no slash, since they are segments of a path */
export function parentKey(ids: readonly string[]): string {
  return ids.map((id) => id.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/')
}

/** @returns the ids that a parent key was made of */
export function parentIds(key: string): string[] {
  return key === '' ? [] : key.split('/').map((id) => id.replaceAll('%2F', '/').replaceAll('%25', '%'))
}

/** The columns of {@link keptOf}. */
export const KEPT_COLUMNS = 'seq, family, parent, id, created, due, gone, body'

/**
 * @param row a row of the table `objects`
 * @param longBody returns the JSON of a body that is not in the row
 */
export function keptOf(row: Row, longBody: (seq: number) => string): Kept {
  const seq = asNumber(row['seq']) ?? 0
  const gone = row['gone'] === 1
  const text = gone ? '{}' : (asString(row['body']) ?? longBody(seq))
  return {
    seq,
    family: asString(row['family']) ?? '',
    parent: asString(row['parent']) ?? '',
    id: asString(row['id']) ?? '',
    created: asNumber(row['created']) ?? 0,
    due: asNumber(row['due']),
    gone,
    body: asObject(JSON.parse(text)) ?? {},
  }
}
