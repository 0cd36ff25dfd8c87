import type { Json } from '../json/json.ts'
import { objectIn, stringIn } from '../json/read-json.ts'

/** A larger file is no body of the API's: it bounds what one answer takes of memory. */
export const LARGEST_FILE = 10_000_000

/** Reads the files that the bodies of patches name. */
export interface BodyFiles {
  /**
   * @param name as a patch has it, relative to the folder of the patches
   * @returns the file's bytes as they are now, or why they are not to be had
   */
  read(name: string): { bytes: Uint8Array } | { fault: string; suggestion?: string }
}

/** For places that have no files, such as KV. */
export const NO_FILES: BodyFiles = {
  read: () => ({
    fault: 'names a file, and there are no files here',
    suggestion: 'write its bytes as base64: { "body": "SUQzBAAAAAAA..." }',
  }),
}

/** @returns the name of the file that a body is to be read from: `{ "$file": "sample.mp3" }` */
export function fileNameIn(body: Json | undefined): string | undefined {
  const members = objectIn(body)
  return members !== undefined && Object.keys(members).length === 1 ? stringIn(members['$file']) : undefined
}
