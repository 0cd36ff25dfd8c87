import { atPosition } from './at-position.ts'
import { streamKind } from './stream-kind.ts'

/** Drops one event. */
export const gap = streamKind({
  name: 'gap',
  change: (stream, { after }) => atPosition(stream, after, () => []),
})
