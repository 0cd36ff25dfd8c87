import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { encodeFileId, decodeFileId } from '../../openai/file-ids.ts'
import type { Transform } from '../operation.ts'

const SECONDS_PER_HOUR = 3600

/** A new upload: pending for an hour, without a file. Its id encodes name, size and purpose. */
export const createdUploads: Transform = (answer, { body, now }) => {
  const facts = {
    name: asString(body['filename']) ?? '',
    size: asNumber(body['bytes']) ?? 0,
    purpose: asString(body['purpose']) ?? '',
  }
  return {
    ...answer,
    id: encodeFileId('upload_', facts, JSON.stringify(body)) ?? answer['id'] ?? '',
    created_at: now,
    expires_at: now + SECONDS_PER_HOUR,
    status: 'pending',
    file: null,
  }
}

/** A completed or cancelled upload and its file: decodes name, size and purpose from the upload's id. */
export const existingUploads: Transform = (answer, { pathParameters }) => {
  const id = pathParameters['upload_id'] ?? ''
  const facts = decodeFileId('upload_', id)
  const example = asObject(answer['file'])
  const fileFields = facts && { filename: facts.name, bytes: facts.size, purpose: facts.purpose }
  const file = example && {
    ...example,
    ...fileFields,
    ...(facts && { id: encodeFileId('file-', facts, id) ?? example['id'] ?? '' }),
    status: 'processed',
  }
  return { ...answer, ...fileFields, ...(file && { file }) }
}
