import { type OperationRow, rowOf } from '../operation.ts'
import { createdJobs } from './jobs.ts'

/** Fine-tuning. */
export const FINE_TUNING_ROWS: readonly OperationRow[] = [
  rowOf('createFineTuningJob', { transform: createdJobs }),
]
