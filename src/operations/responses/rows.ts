import type { JsonObject } from '../../web/json/json.ts'
import { type OperationRow, rowsOf } from '../operation.ts'
import { compaction } from './compaction.ts'
import { responseErrorEvents } from './error-event.ts'
import { responses } from './responses.ts'
import { cancelledResponse, retrievedInputItems, retrievedResponse } from './retrieved.ts'
import { responseEvents } from './stream.ts'

/** Whether a response is stored, or continues one or a conversation. */
function usesKeptObjects({ store, previous_response_id: previous, conversation }: JsonObject): boolean {
  return store !== false || (previous ?? conversation ?? null) !== null
}

/** Responses, and their twins in the beta API. */
export const RESPONSE_ROWS: readonly OperationRow[] = [
  ...rowsOf(['createResponse', 'beta_createResponse'], {
    transform: responses,
    stream: responseEvents,
    errorEvents: responseErrorEvents,
    isRateLimited: true,
    supportsReply: true,
    state: { isNeeded: usesKeptObjects },
  }),
  ...rowsOf(['getResponse', 'beta_getResponse'], {
    transform: retrievedResponse,
    stream: responseEvents,
    errorEvents: responseErrorEvents,
    supportsReply: true,
  }),
  ...rowsOf(['cancelResponse', 'beta_cancelResponse'], { transform: cancelledResponse }),
  ...rowsOf(['listInputItems', 'beta_listInputItems'], { transform: retrievedInputItems }),
  ...rowsOf(['Compactconversation', 'beta_Compactconversation'], {
    transform: compaction,
    isRateLimited: true,
  }),
]
