import { replaceEvent } from './at-position.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Drops one event. */
export const drop = streamFaultKind({
  name: 'drop',
  change: (stream, { after }) => replaceEvent(stream, after, () => []),
})
