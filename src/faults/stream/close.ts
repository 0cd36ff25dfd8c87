import { SocketClosed } from '../../web/http/connection-lost.ts'
import type { StreamPart } from '../../web/sse/event.ts'
import { streamFaultKind } from './stream-kind.ts'
import type { SocketClose } from './types.ts'

/** Closes a WebSocket with a close frame; ends a response over HTTP early. */
export const close = streamFaultKind({
  name: 'close',
  change: (stream, setting, { connection }) => ({
    ...stream,
    connection,
    events: closeAfter(stream.events, setting),
  }),
})

function* closeAfter(
  events: Iterable<StreamPart>,
  { after, code, reason = '' }: SocketClose,
): Iterable<StreamPart> {
  let count = 0
  for (const event of after > 0 ? events : []) {
    yield event
    count += 1
    if (count === after) {
      break
    }
  }
  throw new SocketClosed(code, reason)
}
