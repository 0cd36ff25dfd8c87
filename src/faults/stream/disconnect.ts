import type { StreamPart } from '../../web/sse/event.ts'
import { ConnectionLost } from '../../web/http/connection-lost.ts'
import type { Cut } from './types.ts'
import { streamKind } from './stream-kind.ts'

/** Ends the stream early. */
export const cut = streamKind({
  name: 'cut',
  change: (stream, setting, { connection }) => ({
    ...stream,
    connection,
    events: cutEvents(stream.events, setting),
  }),
})

function* cutEvents(events: Iterable<StreamPart>, { after, by = 'close' }: Cut): Iterable<StreamPart> {
  let count = 0
  if (after > 0) {
    for (const event of events) {
      yield event
      count += 1
      if (count === after) {
        break
      }
    }
  }
  if (by !== 'end') {
    throw new ConnectionLost(by, 'within')
  }
}
