import { asNumber } from '../../web/json/narrow.ts'
import { errorFields } from '../streaming/error-event.ts'
import type { ToErrorEvent } from '../streaming/stream-types.ts'

/** `ResponseErrorEvent` in the document: numbered like the other events. */
export const responseErrorEvent: ToErrorEvent = (error, last) => {
  const { code, message, param } = errorFields(error)
  const number = typeof last?.data === 'object' ? asNumber(last.data['sequence_number']) : undefined
  return {
    event: 'error',
    data: { type: 'error', code, message, param, sequence_number: (number ?? -1) + 1 },
  }
}
