import { atPosition } from './at-position.ts'
import { streamKind } from './stream-kind.ts'

/** An event that is lost on the way. */
export const gap = streamKind({
  name: 'gap',
  change: (stream, { after }) => atPosition(stream, after, () => []),
})
