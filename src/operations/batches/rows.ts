import { type OperationRow, rowOf } from '../operation.ts'
import { createdBatches } from './batches.ts'
import { cancelledBatch, listedBatches, retrievedBatch } from './kept-batches.ts'

/** Batches. */
export const BATCH_ROWS: readonly OperationRow[] = [
  rowOf('createBatch', { transform: createdBatches }),
  rowOf('retrieveBatch', { state: { steps: retrievedBatch } }),
  rowOf('listBatches', { state: { steps: listedBatches } }),
  rowOf('cancelBatch', { state: { steps: cancelledBatch } }),
]
