import { type OperationRow, rowOf } from '../operation.ts'
import { createdBatches } from './batches.ts'

/** Batches. */
export const BATCH_ROWS: readonly OperationRow[] = [rowOf('createBatch', { transform: createdBatches })]
