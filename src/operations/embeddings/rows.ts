import type { OperationRow } from '../operation.ts'
import { embeddings } from './embeddings.ts'

/** Embeddings. */
export const EMBEDDING_ROWS: readonly OperationRow[] = [
  { id: 'createEmbedding', transform: embeddings, isRateLimited: true },
]
