import type { StreamEvent } from '../../web/sse/event.ts'
import { numberIn } from '../../web/json/narrow.ts'
import { type ApiError, errorEnvelope } from '../../openai/errors.ts'
import { type Projection } from './stream-types.ts'
import { PROJECTIONS } from './registry.ts'
import { responseEvents } from '../responses/stream.ts'
import { runEvents } from '../assistants/stream.ts'

/**
 * Creates the event that reports an API error in the middle of a stream.
 *
 * @param last the preceding event, if any
 */
type ErrorEvent = (error: ApiError, last: StreamEvent | undefined) => StreamEvent

/** Most streams send the error envelope; the official SDKs check its member `error`. */
const envelopeEvent: ErrorEvent = (error) => ({ data: { error: { ...envelopeOf(error) } } })

/** `ErrorEvent` in the document: named, and without an envelope. */
const runErrorEvent: ErrorEvent = (error) => ({ event: 'error', data: { ...envelopeOf(error) } })

/** `ResponseErrorEvent` in the document: numbered like the other events. */
const responseErrorEvent: ErrorEvent = (error, last) => {
  const { code, message, param } = envelopeOf(error)
  const number = typeof last?.data === 'object' ? numberIn(last.data['sequence_number']) : undefined
  return {
    event: 'error',
    data: { type: 'error', code, message, param, sequence_number: (number ?? -1) + 1 },
  }
}

function envelopeOf(error: ApiError): Pick<ApiError, 'message' | 'type' | 'param' | 'code'> {
  const { message, type, param, code } = errorEnvelope(error).error
  return { message, type, param, code }
}

const ERROR_EVENTS = new Map<Projection | undefined, ErrorEvent>([
  [responseEvents, responseErrorEvent],
  [runEvents, runErrorEvent],
])

/** @returns the function that creates the error events of an operation's stream */
export function errorEventOf(operationId: string): ErrorEvent {
  return ERROR_EVENTS.get(PROJECTIONS.get(operationId)) ?? envelopeEvent
}
