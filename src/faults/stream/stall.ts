import { atPosition } from './at-position.ts'
import { streamKind } from './stream-kind.ts'

/** A stream that falls silent, and goes on. */
export const stall = streamKind({
  name: 'stall',
  change: (stream, { after, milliseconds }) =>
    atPosition(stream, after, (event) => [{ ...event, wait: (event.wait ?? 0) + milliseconds }]),
})
