import type { StreamEvent } from '../../web/sse/event.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject } from '../../web/json/narrow.ts'
import { errorFields } from '../streaming/error-event.ts'
import type { ToErrorEvents } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'

/**
 * A failed stream of a response: the event `error`, then `response.failed` with the same code and message. The service
 * nests the error, unlike `ResponseErrorEvent` in the document.
 */
export const responseErrorEvents: ToErrorEvents = (error, { first, last }) => {
  const fields = errorFields(error)
  const number = (asNumber(dataOf(last)['sequence_number']) ?? -1) + 1
  const response = asObject(dataOf(first)['response'])
  const { code, message } = fields
  const failed = { ...response, status: 'failed', error: { code, message } }
  return [
    typedEvent({ type: 'error', sequence_number: number, error: { ...fields } }),
    ...(response === undefined
      ? []
      : [typedEvent({ type: 'response.failed', response: failed, sequence_number: number + 1 })]),
  ]
}

function dataOf(event: StreamEvent | undefined): JsonObject {
  return asObject(event?.data) ?? {}
}
