import type { OperationRow } from '../operation.ts'
import { moderations } from './moderations.ts'

/** Moderations. */
export const MODERATION_ROWS: readonly OperationRow[] = [
  { id: 'createModeration', transform: moderations, isRateLimited: true },
]
