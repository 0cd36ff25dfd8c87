import { type OperationRow, rowOf } from '../operation.ts'
import { embeddings } from './embeddings.ts'

/** Embeddings. */
export const EMBEDDING_ROWS: readonly OperationRow[] = [
  rowOf('createEmbedding', { transform: embeddings, isRateLimited: true }),
]
