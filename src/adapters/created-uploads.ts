import { identifierLike } from '../openai/identifiers.ts'
import type { Adapter } from './adapter.ts'
import { stringIn } from './read-json.ts'

const SECONDS_AN_HOUR = 3600

/** An upload that begins is new, waits for its parts for an hour, and has no file yet. */
export const createdUploads: Adapter = (answer, { random, now }) => ({
  ...answer,
  id: identifierLike(stringIn(answer['id']) ?? 'upload_abc123', random),
  created_at: now,
  expires_at: now + SECONDS_AN_HOUR,
  status: 'pending',
  file: null,
})
