import { parseBoundedJson } from '../json/bounded-json.ts'
import { base64Of } from '../openai/base64.ts'
import { isBinary, isJson, mediaTypeOf } from '../openai/media-types.ts'
import type { BodyFiles } from '../patches/body-file.ts'

/** What decides how a file becomes a body. */
export interface FileUse {
  files: BodyFiles
  /** Of the answer; its content type says what the file holds: bytes, JSON or text. */
  headers: Readonly<Record<string, string>>
  /** The body to go on with when the file is not to be had. */
  instead: unknown
}

/**
 * @param name of the file, relative to the folder of the patches
 * @returns the body in it, in the form that answers have it in, and what could not be done
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
    ? { body: instead, warnings: [`a body names "${name}", which ${parsed.fault}`] }
    : { body: parsed.value, warnings: [] }
}
