import { numberIn } from '../json/read-json.ts'
import { type ApiError, errorEnvelope } from '../openai/errors.ts'
import { type Projection, type StreamEvent } from './projection.ts'
import { PROJECTIONS } from './registry.ts'
import { responseEvents } from './responses.ts'
import { runEvents } from './runs.ts'

/**
 * Tells an error in the middle of a stream.
 *
 * @param error what went wrong
 * @param last the event before, if any
 */
type ErrorEvent = (error: ApiError, last: StreamEvent | undefined) => StreamEvent

/** Most streams bring the envelope of a plain error; the official SDKs look for its member `error`. */
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

/** @returns how the streams of an operation tell an error */
export function errorEventOf(operationId: string): ErrorEvent {
  return ERROR_EVENTS.get(PROJECTIONS.get(operationId)) ?? envelopeEvent
}
