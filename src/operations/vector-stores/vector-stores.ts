import { asArray } from '../../web/json/narrow.ts'
import type { Transform } from '../operation.ts'

/** New vector stores and file batches: all given files are still in progress. */
export const vectorStores: Transform = (answer, { body, now }) => {
  const count = Math.max(asArray(body['file_ids']).length, asArray(body['files']).length)
  return {
    ...answer,
    status: count === 0 && answer['object'] === 'vector_store' ? 'completed' : 'in_progress',
    file_counts: { in_progress: count, completed: 0, failed: 0, cancelled: 0, total: count },
    ...('usage_bytes' in answer && { usage_bytes: 0 }),
    ...('last_active_at' in answer && { last_active_at: now }),
  }
}
