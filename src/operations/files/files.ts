import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { encodeFileId, decodeFileId, type FileMetadata } from '../../openai/file-ids.ts'
import { SECONDS_PER_DAY } from '../../web/time.ts'
import type { Transform, TransformContext } from '../operation.ts'
import { fileBytes, BATCH_OUTPUT_FACTS } from './file-content.ts'

/** Uploaded files: name, size and purpose of the upload, encoded in the id for later retrieval. */
export const files: Transform = (answer, context) => {
  const { body, uploads, repetition } = context
  const [file] = uploads
  const purpose = asString(body['purpose']) ?? asString(answer['purpose']) ?? ''
  const facts = { name: file?.name ?? '', size: file?.size ?? 0, purpose }
  const head = new TextDecoder('latin1').decode(file?.head)
  const salt = repetition === 0 ? head : `${head}#${repetition}`
  return {
    ...answer,
    expires_at: expiresAt(purpose, context),
    id: encodeFileId('file-', facts, salt) ?? answer['id'] ?? '',
    ...fileFields(facts),
    status: 'processed',
  }
}

/** Lifetime of batch files in seconds (API reference, "Upload file"). */
const BATCH_FILE_LIFETIME = 30 * SECONDS_PER_DAY

/** Only batch files and files with `expires_after` expire. */
function expiresAt(purpose: string, { body, now }: Pick<TransformContext, 'body' | 'now'>): number | null {
  const given = asNumber(asObject(body['expires_after'])?.['seconds'])
  const seconds = given ?? (purpose === 'batch' ? BATCH_FILE_LIFETIME : undefined)
  return seconds === undefined ? null : now + seconds
}

/** A list of files, whose ids encode name, size and purpose. */
export const listedFiles: Transform = (answer) => ({
  ...answer,
  data: asObjects(answer['data']).map((file) => {
    const facts = {
      name: asString(file['filename']) ?? '',
      size: asNumber(file['bytes']) ?? 0,
      purpose: asString(file['purpose']) ?? '',
    }
    const id = asString(file['id']) ?? ''
    return { ...file, id: encodeFileId('file-', facts, id) ?? id }
  }),
})

/** Decodes name, size and purpose from the file's id; other ids are batch outputs. */
export const retrievedFiles: Transform = (answer, context) => {
  const facts = decodeFileId('file-', context.pathParameters['file_id'] ?? '')
  return facts === undefined
    ? { ...answer, ...fileFields({ ...BATCH_OUTPUT_FACTS, size: fileBytes(context).length }) }
    : { ...answer, expires_at: expiresAt(facts.purpose, { ...context, body: {} }), ...fileFields(facts) }
}

/** @returns the fields of a file that its id encodes */
export function fileFields({ name, size, purpose }: FileMetadata): JsonObject {
  return { filename: name, bytes: size, purpose }
}
