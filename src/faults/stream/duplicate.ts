import { replaceEvent } from './at-position.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Sends one event twice, as a resending proxy does. */
export const duplicate = streamFaultKind({
  name: 'duplicate',
  change: (stream, { after }) => replaceEvent(stream, after, (event) => [event, event]),
})
