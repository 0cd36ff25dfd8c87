import { replaceEvent } from './at-position.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Sends one event as a binary frame, which clients of WebSockets do not expect. Unchanged over HTTP. */
export const binary = streamFaultKind({
  name: 'binary',
  change: (stream, { after }) => replaceEvent(stream, after, (event) => [{ ...event, isBinary: true }]),
})
