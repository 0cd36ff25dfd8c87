import { numberIn, objectIn, stringIn } from '../../web/json/narrow.ts'
import { describingId, factsOfId } from '../../openai/file-ids.ts'
import type { Adapter } from '../operation.ts'

const SECONDS_AN_HOUR = 3600

/** A new upload: pending for an hour, without a file. Its id encodes name, size and purpose. */
export const createdUploads: Adapter = (answer, { body, now }) => {
  const facts = {
    name: stringIn(body['filename']) ?? '',
    size: numberIn(body['bytes']) ?? 0,
    purpose: stringIn(body['purpose']) ?? '',
  }
  return {
    ...answer,
    id: describingId('upload_', facts, JSON.stringify(body)) ?? answer['id'] ?? '',
    created_at: now,
    expires_at: now + SECONDS_AN_HOUR,
    status: 'pending',
    file: null,
  }
}

/** A completed or cancelled upload and its file: decodes name, size and purpose from the upload's id. */
export const knownUploads: Adapter = (answer, { pathParameters }) => {
  const id = pathParameters['upload_id'] ?? ''
  const facts = factsOfId('upload_', id)
  const example = objectIn(answer['file'])
  const described = facts && { filename: facts.name, bytes: facts.size, purpose: facts.purpose }
  const file = example && {
    ...example,
    ...described,
    ...(facts && { id: describingId('file-', facts, id) ?? example['id'] ?? '' }),
    status: 'processed',
  }
  return { ...answer, ...described, ...(file && { file }) }
}
