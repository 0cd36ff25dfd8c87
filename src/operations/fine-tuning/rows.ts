import { type OperationRow, rowOf } from '../operation.ts'
import { newJobs } from './jobs.ts'
import {
  cancelledJobs,
  createdJobs,
  listedJobs,
  listedResults,
  pausedJobs,
  resumedJobs,
  settledJobs,
} from './kept-jobs.ts'
import { deletedModels, listedModels } from './kept-models.ts'

/** Fine-tuning jobs and models. */
export const FINE_TUNING_ROWS: readonly OperationRow[] = [
  rowOf('createFineTuningJob', { transform: newJobs, state: { steps: createdJobs } }),
  rowOf('listPaginatedFineTuningJobs', { state: { steps: listedJobs } }),
  rowOf('retrieveFineTuningJob', { state: { steps: settledJobs } }),
  rowOf('listFineTuningEvents', { state: { steps: listedResults } }),
  rowOf('listFineTuningJobCheckpoints', { state: { steps: listedResults } }),
  rowOf('cancelFineTuningJob', { state: { steps: cancelledJobs } }),
  rowOf('pauseFineTuningJob', { state: { steps: pausedJobs } }),
  rowOf('resumeFineTuningJob', { state: { steps: resumedJobs } }),
  rowOf('listModels', { state: { steps: listedModels } }),
  rowOf('deleteModel', { state: { steps: deletedModels } }),
]
