import { ASSISTANT_ROWS } from './assistants/rows.ts'
import { AUDIO_ROWS } from './audio/rows.ts'
import { BATCH_ROWS } from './batches/rows.ts'
import { CHAT_ROWS } from './chat/rows.ts'
import { COMPLETION_ROWS } from './completions/rows.ts'
import { CONTAINER_ROWS } from './containers/rows.ts'
import { CONVERSATION_ROWS } from './conversations/rows.ts'
import { EMBEDDING_ROWS } from './embeddings/rows.ts'
import { EVAL_ROWS } from './evals/rows.ts'
import { FILE_ROWS } from './files/rows.ts'
import { FINE_TUNING_ROWS } from './fine-tuning/rows.ts'
import { IMAGE_ROWS } from './images/rows.ts'
import { MODERATION_ROWS } from './moderations/rows.ts'
import { ORGANIZATION_ROWS } from './organization/rows.ts'
import type { OperationRow } from './operation.ts'
import { REALTIME_ROWS } from './realtime/rows.ts'
import { RESPONSE_ROWS } from './responses/rows.ts'
import { SKILL_ROWS } from './skills/rows.ts'
import { SOCKET_ROWS } from './sockets/rows.ts'
import { VECTOR_STORE_ROWS } from './vector-stores/rows.ts'
import { VIDEO_ROWS } from './videos/rows.ts'

/** The rows of all families. An operation without a row has nothing special. */
export const OPERATION_ROWS: readonly OperationRow[] = [
  ...CHAT_ROWS,
  ...RESPONSE_ROWS,
  ...COMPLETION_ROWS,
  ...CONVERSATION_ROWS,
  ...ASSISTANT_ROWS,
  ...AUDIO_ROWS,
  ...IMAGE_ROWS,
  ...VIDEO_ROWS,
  ...EMBEDDING_ROWS,
  ...MODERATION_ROWS,
  ...FILE_ROWS,
  ...BATCH_ROWS,
  ...CONTAINER_ROWS,
  ...VECTOR_STORE_ROWS,
  ...FINE_TUNING_ROWS,
  ...EVAL_ROWS,
  ...SKILL_ROWS,
  ...ORGANIZATION_ROWS,
  ...REALTIME_ROWS,
  ...SOCKET_ROWS,
]

const ROWS_BY_ID: ReadonlyMap<string, OperationRow> = new Map(OPERATION_ROWS.map((row) => [row.id, row]))

/** @returns the row of an operation, if it has one */
export function operationRow(operationId: string): OperationRow | undefined {
  return ROWS_BY_ID.get(operationId)
}
