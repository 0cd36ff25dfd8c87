import type { StreamPart } from '../../web/sse/event.ts'
import type { EventStream } from '../../answer/event-stream.ts'

/**
 * Replaces one event of a stream.
 *
 * @param after number of events before it
 * @param replace returns the events to send instead
 */
export function replaceEvent(
  stream: EventStream,
  after: number,
  replace: (event: StreamPart) => Iterable<StreamPart>,
): EventStream {
  return { ...stream, events: replaceEventAt(stream.events, after, replace) }
}

function* replaceEventAt(
  events: Iterable<StreamPart>,
  after: number,
  replace: (event: StreamPart) => Iterable<StreamPart>,
): Iterable<StreamPart> {
  let position = 0
  for (const event of events) {
    if (position === after) {
      yield* replace(event)
    } else {
      yield event
    }
    position += 1
  }
}
