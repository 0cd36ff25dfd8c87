import { type OperationRow, rowOf } from '../operation.ts'
import { moderations } from './moderations.ts'

/** Moderations. */
export const MODERATION_ROWS: readonly OperationRow[] = [
  rowOf('createModeration', { transform: moderations }),
]
