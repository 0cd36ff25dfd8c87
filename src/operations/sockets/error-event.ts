import { errorFields } from '../streaming/error-event.ts'
import type { ToErrorEvents } from '../streaming/stream-types.ts'
import { typedEvent } from '../streaming/typed-event.ts'

/** `RealtimeServerEventError` in the document. The session adds the id of the event. */
export const realtimeErrorEvents: ToErrorEvents = (error) => {
  const { type, code, message, param } = errorFields(error)
  return [typedEvent({ type: 'error', error: { type, code, message, param, event_id: null } })]
}
