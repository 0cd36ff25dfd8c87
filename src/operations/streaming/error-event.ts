import type { StreamEvent } from '../../web/sse/event.ts'
import { asNumber } from '../../web/json/narrow.ts'
import { type ApiErrorData, errorEnvelope } from '../../openai/errors.ts'
import { type ToEvents } from './stream-types.ts'
import { EVENTS_BY_OPERATION } from './registry.ts'
import { responseEvents } from '../responses/stream.ts'
import { runEvents } from '../assistants/stream.ts'

/**
 * Creates the event that reports an API error in the middle of a stream.
 *
 * @param last the preceding event, if any
 */
type ToErrorEvent = (error: ApiErrorData, last: StreamEvent | undefined) => StreamEvent

/** Most streams send the error envelope; the official SDKs check its member `error`. */
const envelopeEvent: ToErrorEvent = (error) => ({ data: { error: { ...errorFields(error) } } })

/** `ErrorEvent` in the document: named, and without an envelope. */
const runErrorEvent: ToErrorEvent = (error) => ({ event: 'error', data: { ...errorFields(error) } })

/** `ResponseErrorEvent` in the document: numbered like the other events. */
const responseErrorEvent: ToErrorEvent = (error, last) => {
  const { code, message, param } = errorFields(error)
  const number = typeof last?.data === 'object' ? asNumber(last.data['sequence_number']) : undefined
  return {
    event: 'error',
    data: { type: 'error', code, message, param, sequence_number: (number ?? -1) + 1 },
  }
}

function errorFields(error: ApiErrorData): Pick<ApiErrorData, 'message' | 'type' | 'param' | 'code'> {
  const { message, type, param, code } = errorEnvelope(error).error
  return { message, type, param, code }
}

const ERROR_EVENTS = new Map<ToEvents | undefined, ToErrorEvent>([
  [responseEvents, responseErrorEvent],
  [runEvents, runErrorEvent],
])

/** @returns the function that creates the error events of an operation's stream */
export function errorEventOf(operationId: string): ToErrorEvent {
  return ERROR_EVENTS.get(EVENTS_BY_OPERATION.get(operationId)) ?? envelopeEvent
}
