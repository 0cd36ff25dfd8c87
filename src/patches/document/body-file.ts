import type { Json } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'

/** Maximum size of a body file in bytes; bounds the memory of one response. */
export const MAX_BODY_FILE_BYTES = 10_000_000

/** Reads files that patches refer to with `$file`. */
export interface BodyFiles {
  /**
   * @param name path relative to the patches folder
   * @returns the file's current bytes, or why it cannot be read
   */
  read(name: string): { bytes: Uint8Array } | { issue: string; suggestion?: string }
}

/** For sources without files, such as KV. */
export const NO_FILES: BodyFiles = {
  read: () => ({
    issue: 'refers to a file, but files are not available here',
    suggestion: 'embed the bytes as base64: { "body": "SUQzBAAAAAAA..." }',
  }),
}

/** Returns the file name of a `{ "$file": "sample.mp3" }` body, otherwise undefined. */
export function bodyFileName(body: Json | undefined): string | undefined {
  const members = asObject(body)
  return members !== undefined && Object.keys(members).length === 1 ? asString(members['$file']) : undefined
}
