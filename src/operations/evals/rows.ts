import { type OperationRow, rowOf } from '../operation.ts'
import { evalRuns, evals } from './evals.ts'

/** Evals and their runs. */
export const EVAL_ROWS: readonly OperationRow[] = [
  rowOf('createEval', { transform: evals }),
  rowOf('createEvalRun', { transform: evalRuns }),
]
