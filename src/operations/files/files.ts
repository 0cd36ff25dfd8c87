import type { JsonObject } from '../../web/json/json.ts'
import { numberIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { describingId, factsOfId, type FileFacts } from '../../openai/file-ids.ts'
import type { Adapter } from '../operation.ts'
import { contentOfFile, OUTPUT_FACTS } from './file-content.ts'

/** Uploaded files: name, size and purpose of the upload, encoded in the id for later retrieval. */
export const files: Adapter = (answer, { body, uploads }) => {
  const [file] = uploads
  const { expires_at: expiry, ...rest } = answer
  const purpose = stringIn(body['purpose']) ?? stringIn(answer['purpose']) ?? ''
  const facts = { name: file?.name ?? '', size: file?.size ?? 0, purpose }
  const salt = new TextDecoder('latin1').decode(file?.head)
  return {
    ...rest,
    // Only batch files and files with `expires_after` expire.
    ...(expiry !== undefined && (purpose === 'batch' || 'expires_after' in body) && { expires_at: expiry }),
    id: describingId('file-', facts, salt) ?? answer['id'] ?? '',
    ...propertiesOf(facts),
    status: 'processed',
  }
}

/** A list of files, whose ids encode name, size and purpose. */
export const listedFiles: Adapter = (answer) => ({
  ...answer,
  data: objectsIn(answer['data']).map((file) => {
    const facts = {
      name: stringIn(file['filename']) ?? '',
      size: numberIn(file['bytes']) ?? 0,
      purpose: stringIn(file['purpose']) ?? '',
    }
    const id = stringIn(file['id']) ?? ''
    return { ...file, id: describingId('file-', facts, id) ?? id }
  }),
})

/** Decodes name, size and purpose from the file's id; other ids are batch outputs. */
export const retrievedFiles: Adapter = (answer, context) => {
  const { expires_at: expiry, ...rest } = answer
  const known = factsOfId('file-', context.pathParameters['file_id'] ?? '')
  return known === undefined
    ? { ...answer, ...propertiesOf({ ...OUTPUT_FACTS, size: contentOfFile(context).length }) }
    : {
        ...rest,
        ...(known.purpose === 'batch' && expiry !== undefined && { expires_at: expiry }),
        ...propertiesOf(known),
      }
}

function propertiesOf({ name, size, purpose }: FileFacts): JsonObject {
  return { filename: name, bytes: size, purpose }
}

/** The folder of a container's files. */
const CONTAINER_FOLDER = '/mnt/data'

/** Container files: the path is derived from the file's name. */
export const containerFiles: Adapter = (answer, { uploads }) => {
  const [file] = uploads
  return file === undefined
    ? answer
    : { ...answer, path: `${CONTAINER_FOLDER}/${file.name}`, bytes: file.size, source: 'user' }
}
