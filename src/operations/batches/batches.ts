import { asNumber } from '../../web/json/narrow.ts'
import { SECONDS_PER_DAY } from '../../web/time.ts'
import type { Transform } from '../operation.ts'

/** New batches: they expire after their completion window, which is 24 hours (API reference, "Create batch"). */
export const createdBatches: Transform = (answer, { now }) => ({
  ...answer,
  expires_at: (asNumber(answer['created_at']) ?? now) + SECONDS_PER_DAY,
})
