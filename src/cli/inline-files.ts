import { dirname, extname } from 'node:path'
import { parseBoundedJson } from '../web/json/parse-bounded.ts'
import { isRecord } from '../web/json/is-record.ts'
import type { Json } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { toBase64 } from '../web/bytes/base64.ts'
import { bodyFileName } from '../patches/document/body-file.ts'
import { bodyFilesIn } from '../patches/sources/body-files.ts'
import { CommandError } from './command-error.ts'

/**
 * Replaces `$file` bodies with the files' content, so that a document can be stored without its files. The file
 * extension determines the form: JSON, text, or bytes as base64.
 *
 * @param text JSON of a patch document
 * @param file path of the document; body files are resolved relative to it
 * @returns the new text, or the same text if no body refers to a file
 * @throws {CommandError} if a file cannot be read
 */
export function inlineFiles(text: string, file: string): string {
  const parsed = parseBoundedJson(text)
  const document = 'value' in parsed ? asObject(parsed.value) : undefined
  const patches = document?.['patches']
  if (document === undefined || !Array.isArray(patches)) {
    // Not a patch document: validation reports that with a better message.
    return text
  }
  const inlined = patches.map((patch) => inlineBody(patch, file))
  return inlined.every((patch, index) => patch === patches[index])
    ? text
    : JSON.stringify({ ...document, patches: inlined }, null, 2)
}

function inlineBody(patch: Json, file: string): Json {
  const name = isRecord(patch) ? bodyFileName(asObject(patch)?.['body']) : undefined
  if (name === undefined || !isRecord(patch)) {
    return patch
  }
  const result = bodyFilesIn(dirname(file)).read(name)
  if ('issue' in result) {
    throw new CommandError(`a patch body in ${file} ${result.issue}`)
  }
  return { ...patch, body: bodyFromFile(result.bytes, name) }
}

function bodyFromFile(bytes: Uint8Array, name: string): Json {
  const extension = extname(name).toLowerCase()
  if (extension === '.json') {
    const text = new TextDecoder().decode(bytes)
    const parsed = parseBoundedJson(text)
    if ('issue' in parsed) {
      throw new CommandError(`${name} ${parsed.issue}`)
    }
    const value: Json = JSON.parse(text)
    return value
  }
  return TEXT_EXTENSIONS.has(extension) ? new TextDecoder().decode(bytes) : toBase64(bytes)
}

/** Extensions of text responses: transcripts, and the lines of batch files. */
const TEXT_EXTENSIONS = new Set(['.txt', '.srt', '.vtt', '.jsonl'])
