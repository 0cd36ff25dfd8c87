import type { StreamPart } from '../../web/sse/event.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Omits the last event, which marks the end of the stream. */
export const noTerminator = streamFaultKind({
  name: 'noTerminator',
  change: (stream) => ({ ...stream, events: withoutLastEvent(stream.events) }),
})

function* withoutLastEvent(events: Iterable<StreamPart>): Iterable<StreamPart> {
  let previous: StreamPart | undefined
  for (const event of events) {
    if (previous !== undefined) {
      yield previous
    }
    previous = event
  }
}
