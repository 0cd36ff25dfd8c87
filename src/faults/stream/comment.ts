import type { StreamPart } from '../../web/sse/event.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Inserts SSE comments between the events. Clients must ignore them. */
export const comment = streamFaultKind({
  name: 'comment',
  change: (stream, text) => ({ ...stream, events: withComments(stream.events, text) }),
})

function* withComments(events: Iterable<StreamPart>, text: string): Iterable<StreamPart> {
  for (const event of events) {
    yield { comment: text }
    yield event
  }
}
