import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import { evalRuns, evals } from './evals.ts'
import { cancelledEvalRuns, listedEvalRuns, listedOutputItems, settledEvalRuns } from './kept-runs.ts'

/** Evals and their runs. */
export const EVAL_ROWS: readonly OperationRow[] = [
  rowOf('createEval', { transform: evals }),
  rowOf('createEvalRun', { transform: evalRuns }),
  rowOf('getEvalRuns', { state: { steps: listedEvalRuns } }),
  ...rowsOf(['getEvalRun', 'getEvalRunOutputItem'], { state: { steps: settledEvalRuns } }),
  rowOf('getEvalRunOutputItems', { state: { steps: listedOutputItems } }),
  ...rowsOf(['cancelEvalRun', 'evals.runs.cancel'], { state: { steps: cancelledEvalRuns } }),
]
