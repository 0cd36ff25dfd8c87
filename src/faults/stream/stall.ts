import { replaceEvent } from './at-position.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Pauses the stream before one event. */
export const stall = streamFaultKind({
  name: 'stall',
  change: (stream, { after, milliseconds }) =>
    replaceEvent(stream, after, (event) => [{ ...event, wait: (event.wait ?? 0) + milliseconds }]),
})
