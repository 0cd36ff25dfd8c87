import { type OperationRow, rowsOf } from '../operation.ts'
import { compaction } from './compaction.ts'
import { responseErrorEvents } from './error-event.ts'
import { inputTokens } from './input-tokens.ts'
import {
  cancelledResponses,
  continuedRequests,
  continuesKept,
  createdResponses,
  deletedResponses,
  listedInput,
  retrievedResponses,
  usesKeptObjects,
} from './kept/kept-responses.ts'
import { responses } from './responses.ts'
import { cancelledResponse, retrievedInputItems, retrievedResponse } from './retrieved.ts'
import { responseEvents } from './stream.ts'

/** Responses, and their twins in the beta API. */
export const RESPONSE_ROWS: readonly OperationRow[] = [
  ...rowsOf(['createResponse', 'beta_createResponse'], {
    transform: responses,
    stream: responseEvents,
    errorEvents: responseErrorEvents,
    isRateLimited: true,
    supportsReply: true,
    state: {
      isNeeded: usesKeptObjects,
      steps: createdResponses,
      isTwin: ({ conversation }) => (conversation ?? null) === null,
    },
  }),
  ...rowsOf(['getResponse', 'beta_getResponse'], {
    transform: retrievedResponse,
    stream: responseEvents,
    errorEvents: responseErrorEvents,
    supportsReply: true,
    state: { steps: retrievedResponses },
  }),
  ...rowsOf(['deleteResponse', 'beta_deleteResponse'], { state: { steps: deletedResponses } }),
  ...rowsOf(['cancelResponse', 'beta_cancelResponse'], {
    transform: cancelledResponse,
    state: { steps: cancelledResponses },
  }),
  ...rowsOf(['listInputItems', 'beta_listInputItems'], {
    transform: retrievedInputItems,
    state: { steps: listedInput },
  }),
  ...rowsOf(['Getinputtokencounts', 'beta_Getinputtokencounts'], {
    transform: inputTokens,
    state: { isNeeded: continuesKept, steps: continuedRequests },
  }),
  ...rowsOf(['Compactconversation', 'beta_Compactconversation'], {
    transform: compaction,
    isRateLimited: true,
    state: { isNeeded: continuesKept, steps: continuedRequests },
  }),
]
