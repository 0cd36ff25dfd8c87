import { errorFields } from '../streaming/error-event.ts'
import type { ToErrorEvents } from '../streaming/stream-types.ts'

/** `ErrorEvent` in the document: named, and without an envelope. */
export const runErrorEvents: ToErrorEvents = (error) => [{ event: 'error', data: { ...errorFields(error) } }]
