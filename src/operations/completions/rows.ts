import { withContentFilters } from '../../openai/azure-content-filters.ts'
import { type OperationRow, rowOf } from '../operation.ts'
import { completions } from './completions.ts'
import { completionEvents } from './stream.ts'

/** Legacy completions. */
export const COMPLETION_ROWS: readonly OperationRow[] = [
  rowOf('createCompletion', {
    transform: completions,
    stream: completionEvents,
    forAzure: withContentFilters,
    isRateLimited: true,
    supportsReply: true,
  }),
]
