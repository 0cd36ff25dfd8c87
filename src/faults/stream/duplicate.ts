import { atPosition } from './at-position.ts'
import { streamKind } from './stream-kind.ts'

/** Sends one event twice, as a resending proxy does. */
export const duplicate = streamKind({
  name: 'duplicate',
  change: (stream, { after }) => atPosition(stream, after, (event) => [event, event]),
})
