import { atPosition } from './at-position.ts'
import { streamKind } from './stream-kind.ts'

/** Pauses the stream before one event. */
export const stall = streamKind({
  name: 'stall',
  change: (stream, { after, milliseconds }) =>
    atPosition(stream, after, (event) => [{ ...event, wait: (event.wait ?? 0) + milliseconds }]),
})
