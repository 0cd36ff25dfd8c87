import type { StreamPart } from '../../web/sse/event.ts'
import { streamKind } from './stream-kind.ts'

/** Omits the last event, which marks the end of the stream. */
export const withoutEnd = streamKind({
  name: 'withoutEnd',
  change: (stream) => ({ ...stream, events: allButLast(stream.events) }),
})

function* allButLast(events: Iterable<StreamPart>): Iterable<StreamPart> {
  let held: StreamPart | undefined
  for (const event of events) {
    if (held !== undefined) {
      yield held
    }
    held = event
  }
}
