import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { isBinary, isJson, mediaTypeOf } from '../../web/http/media-type.ts'
import type { BodyFiles } from '../document/body-file.ts'

/** Options to read a body from a file. */
export interface FileBodyOptions {
  files: BodyFiles
  /** Response headers. The content type determines whether the file is read as bytes, JSON or text. */
  headers: Readonly<Record<string, string>>
  /** The body to return if the file cannot be read. */
  fallback: unknown
}

/**
 * Reads a response body from a file.
 *
 * @param name the path of the file, relative to the patches folder
 * @returns the body, and a warning if the file cannot be read
 */
export function bodyFromFile(
  name: string,
  { files, headers, fallback }: FileBodyOptions,
): { body: unknown; warnings: string[] } {
  const read = files.read(name)
  if ('issue' in read) {
    return { body: fallback, warnings: [`a body ${read.issue}`] }
  }
  const mediaType = mediaTypeOf(headers['content-type'] ?? '')
  if (isBinary(mediaType)) {
    return { body: toBase64(read.bytes), warnings: [] }
  }
  const text = new TextDecoder().decode(read.bytes)
  if (!isJson(mediaType)) {
    return { body: text, warnings: [] }
  }
  const parsed = parseBoundedJson(text)
  return 'issue' in parsed
    ? { body: fallback, warnings: [`a body refers to "${name}", which ${parsed.issue}`] }
    : { body: parsed.value, warnings: [] }
}
