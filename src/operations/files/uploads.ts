import { asObject } from '../../web/json/narrow.ts'
import { encodeFileId, decodeFileId } from '../../openai/file-ids.ts'
import { SECONDS_PER_HOUR } from '../../web/time.ts'
import type { BodyOf, Transform } from '../operation.ts'
import { fileFields } from './files.ts'

/** A new upload: pending for an hour, without a file. Its id encodes name, size and purpose. */
export const createdUploads: Transform<BodyOf<'createUpload'>> = (
  { file: _, ...answer },
  { body, now, repetition },
) => {
  const facts = { name: body.filename, size: body.bytes, purpose: body.purpose }
  return {
    ...answer,
    id:
      encodeFileId('upload_', facts, JSON.stringify(body) + (repetition === 0 ? '' : `#${repetition}`)) ??
      answer['id'] ??
      '',
    created_at: now,
    expires_at: now + SECONDS_PER_HOUR,
    status: 'pending',
  }
}

/** A completed or cancelled upload and its file: decodes name, size and purpose from the upload's id. */
export const existingUploads: Transform = (answer, { pathParameters }) => {
  const id = pathParameters['upload_id'] ?? ''
  const facts = decodeFileId('upload_', id)
  const example = asObject(answer['file'])
  const fields = facts && fileFields(facts)
  const file = example && {
    ...example,
    ...fields,
    ...(facts && { id: encodeFileId('file-', facts, id) ?? example['id'] ?? '' }),
    status: 'processed',
  }
  return { ...answer, ...fields, ...(file && { file }) }
}
