import { dirname, extname } from 'node:path'
import { parseBoundedJson } from '../json/bounded-json.ts'
import { isRecord } from '../json/is-record.ts'
import type { Json } from '../json/json.ts'
import { objectIn } from '../json/read-json.ts'
import { base64Of } from '../openai/base64.ts'
import { fileNameIn } from '../patches/body-file.ts'
import { folderFiles } from '../patches/folder-files.ts'
import { CommandError } from './command-error.ts'

/**
 * A document that is put somewhere else leaves its files behind, so their content goes into it: JSON and text by the file's
 * ending, and bytes as base64.
 *
 * @param text JSON of a patch document
 * @param file where it was read, beside the files that its bodies name
 * @returns the text, as it was when no body is in a file
 * @throws {CommandError} when a file cannot be read
 */
export function withInlinedFiles(text: string, file: string): string {
  const parsed = parseBoundedJson(text)
  const document = 'value' in parsed ? objectIn(parsed.value) : undefined
  const patches = document?.['patches']
  if (document === undefined || !Array.isArray(patches)) {
    // Whatever it is, the check says it better.
    return text
  }
  const inlined = patches.map((patch) => withInlinedBody(patch, file))
  return inlined.every((patch, index) => patch === patches[index])
    ? text
    : JSON.stringify({ ...document, patches: inlined }, null, 2)
}

function withInlinedBody(patch: Json, file: string): Json {
  const name = isRecord(patch) ? fileNameIn(objectIn(patch)?.['body']) : undefined
  if (name === undefined || !isRecord(patch)) {
    return patch
  }
  const read = folderFiles(dirname(file)).read(name)
  if ('fault' in read) {
    throw new CommandError(`a body of ${file} ${read.fault}`)
  }
  return { ...patch, body: bodyOf(read.bytes, name) }
}

function bodyOf(bytes: Uint8Array, name: string): Json {
  const ending = extname(name).toLowerCase()
  if (ending === '.json') {
    const text = new TextDecoder().decode(bytes)
    const parsed = parseBoundedJson(text)
    if ('fault' in parsed) {
      throw new CommandError(`${name} ${parsed.fault}`)
    }
    const value: Json = JSON.parse(text)
    return value
  }
  return TEXTS.has(ending) ? new TextDecoder().decode(bytes) : base64Of(bytes)
}

/** What the API answers in text: transcripts, and the lines of batch files. */
const TEXTS = new Set(['.txt', '.srt', '.vtt', '.jsonl'])
