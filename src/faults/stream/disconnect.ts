import type { StreamPart } from '../../web/sse/event.ts'
import { ConnectionLost } from '../../web/http/connection-lost.ts'
import type { Disconnect } from './types.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Ends the stream early. */
export const disconnect = streamFaultKind({
  name: 'disconnect',
  change: (stream, setting, { connection }) => ({
    ...stream,
    connection,
    ...(setting.by === 'end' && { closesSocket: true }),
    events: takeEvents(stream.events, setting),
  }),
})

function* takeEvents(
  events: Iterable<StreamPart>,
  { after, by = 'close' }: Disconnect,
): Iterable<StreamPart> {
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
