import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { base64Of } from '../../web/bytes/base64.ts'
import { isBinary, isJson, mediaTypeOf } from '../../web/http/media-type.ts'
import type { BodyFiles } from '../document/body-file.ts'

/** Options to read a body from a file. */
export interface FileUse {
  files: BodyFiles
  /** Response headers. The content type determines whether the file is read as bytes, JSON or text. */
  headers: Readonly<Record<string, string>>
  /** The body to return if the file cannot be read. */
  instead: unknown
}

/**
 * Reads a response body from a file.
 *
 * @param name the path of the file, relative to the patches folder
 * @returns the body, and a warning if the file cannot be read
 */
export function bodyFromFile(
  name: string,
  { files, headers, instead }: FileUse,
): { body: unknown; warnings: string[] } {
  const read = files.read(name)
  if ('fault' in read) {
    return { body: instead, warnings: [`a body ${read.fault}`] }
  }
  const mediaType = mediaTypeOf(headers['content-type'] ?? '')
  if (isBinary(mediaType)) {
    return { body: base64Of(read.bytes), warnings: [] }
  }
  const text = new TextDecoder().decode(read.bytes)
  if (!isJson(mediaType)) {
    return { body: text, warnings: [] }
  }
  const parsed = parseBoundedJson(text)
  return 'fault' in parsed
    ? { body: instead, warnings: [`a body refers to "${name}", which ${parsed.fault}`] }
    : { body: parsed.value, warnings: [] }
}
