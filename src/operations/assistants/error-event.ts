import { errorFields } from '../streaming/error-event.ts'
import type { ToErrorEvent } from '../streaming/stream-types.ts'

/** `ErrorEvent` in the document: named, and without an envelope. */
export const runErrorEvent: ToErrorEvent = (error) => ({ event: 'error', data: { ...errorFields(error) } })
