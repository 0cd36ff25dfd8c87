import { atPosition } from './at-position.ts'
import { streamKind } from './stream-kind.ts'

/** An event that comes twice, as when a proxy sends it again. */
export const duplicate = streamKind({
  name: 'duplicate',
  change: (stream, { after }) => atPosition(stream, after, (event) => [event, event]),
})
