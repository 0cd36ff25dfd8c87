import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asObjects } from '../../web/json/narrow.ts'
import type { Transform } from '../operation.ts'
import { DEFAULT_CHUNK_SIZES } from './chunk-text.ts'
import { withExpiry } from './settle-files.ts'

/** New vector stores and file batches: all given files are still in progress. */
export const vectorStores: Transform = (answer, { body, now }) => {
  const ids = asArray(body['file_ids'])
  const count = new Set(ids.length > 0 ? ids : asObjects(body['files']).map((file) => file['file_id'])).size
  return withExpiry({
    ...answer,
    status: count === 0 && answer['object'] === 'vector_store' ? 'completed' : 'in_progress',
    file_counts: { in_progress: count, completed: 0, failed: 0, cancelled: 0, total: count },
    ...('usage_bytes' in answer && { usage_bytes: 0 }),
    ...('last_active_at' in answer && { last_active_at: now }),
  })
}

/** A file of a vector store that is still in progress. */
export const attachedFiles: Transform = (answer, { body }) => ({
  ...answer,
  usage_bytes: 0,
  attributes: asObject(body['attributes']) ?? {},
  chunking_strategy: chunkingStrategy(body['chunking_strategy']),
})

/** @returns the chunking strategy of a request in the form of responses: `auto` has the sizes that it stands for */
export function chunkingStrategy(requested: Json | undefined): JsonObject {
  const sizes = asObject(asObject(requested)?.['static'])
  return {
    type: 'static',
    static: {
      max_chunk_size_tokens: asNumber(sizes?.['max_chunk_size_tokens']) ?? DEFAULT_CHUNK_SIZES.max,
      chunk_overlap_tokens: asNumber(sizes?.['chunk_overlap_tokens']) ?? DEFAULT_CHUNK_SIZES.overlap,
    },
  }
}
