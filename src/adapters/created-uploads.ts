import type { Adapter } from './adapter.ts'

const SECONDS_AN_HOUR = 3600

/** An upload that begins waits for its parts for an hour, and has no file yet. */
export const createdUploads: Adapter = (answer, { now }) => ({
  ...answer,
  created_at: now,
  expires_at: now + SECONDS_AN_HOUR,
  status: 'pending',
  file: null,
})
