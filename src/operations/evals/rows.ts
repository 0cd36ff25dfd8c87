import type { OperationRow } from '../operation.ts'
import { evalRuns, evals } from './evals.ts'

/** Evals and their runs. */
export const EVAL_ROWS: readonly OperationRow[] = [
  { id: 'createEval', transform: evals },
  { id: 'createEvalRun', transform: evalRuns },
]
