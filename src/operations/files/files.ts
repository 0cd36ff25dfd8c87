import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObjects, asString } from '../../web/json/narrow.ts'
import { encodeFileId, decodeFileId, type FileMetadata } from '../../openai/file-ids.ts'
import type { Transform } from '../operation.ts'
import { fileBytes, BATCH_OUTPUT_FACTS } from './file-content.ts'

/** Uploaded files: name, size and purpose of the upload, encoded in the id for later retrieval. */
export const files: Transform = (answer, { body, uploads, repetition }) => {
  const [file] = uploads
  const { expires_at: expiry, ...rest } = answer
  const purpose = asString(body['purpose']) ?? asString(answer['purpose']) ?? ''
  const facts = { name: file?.name ?? '', size: file?.size ?? 0, purpose }
  const head = new TextDecoder('latin1').decode(file?.head)
  const salt = repetition === 0 ? head : `${head}#${repetition}`
  return {
    ...rest,
    // Only batch files and files with `expires_after` expire.
    ...(expiry !== undefined && (purpose === 'batch' || 'expires_after' in body) && { expires_at: expiry }),
    id: encodeFileId('file-', facts, salt) ?? answer['id'] ?? '',
    ...fileFields(facts),
    status: 'processed',
  }
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
  const { expires_at: expiry, ...rest } = answer
  const facts = decodeFileId('file-', context.pathParameters['file_id'] ?? '')
  return facts === undefined
    ? { ...answer, ...fileFields({ ...BATCH_OUTPUT_FACTS, size: fileBytes(context).length }) }
    : {
        ...rest,
        ...(facts.purpose === 'batch' && expiry !== undefined && { expires_at: expiry }),
        ...fileFields(facts),
      }
}

/** @returns the fields of a file that its id encodes */
export function fileFields({ name, size, purpose }: FileMetadata): JsonObject {
  return { filename: name, bytes: size, purpose }
}

/** The folder of a container's files. */
const CONTAINER_FOLDER = '/mnt/data'

/** Container files: the path is derived from the file's name. */
export const containerFiles: Transform = (answer, { uploads }) => {
  const [file] = uploads
  return file === undefined
    ? answer
    : { ...answer, path: `${CONTAINER_FOLDER}/${file.name}`, bytes: file.size, source: 'user' }
}
