import type { StreamEvent, StreamPart } from '../../web/sse/event.ts'
import { type ApiErrorData, apiErrorData } from '../../openai/errors.ts'
import { streamErrorOf } from '../../openai/stream-errors.ts'
import type { EventStream } from '../../answer/event-stream.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Ends the stream with an error event, after the status 200 was sent. */
export const errorEventFault = streamFaultKind({
  name: 'error',
  change: (stream, { after, code = 'server_error', message, type }) => {
    const known = streamErrorOf(code)
    const error = apiErrorData(500, message ?? known.message, { type: type ?? known.type, code })
    return { ...stream, events: withErrorEvent(stream, after, error) }
  },
})

function* withErrorEvent(
  { events, errorEvents }: EventStream,
  after: number,
  error: ApiErrorData,
): Iterable<StreamPart> {
  let count = 0
  let first: StreamEvent | undefined
  let last: StreamEvent | undefined
  for (const event of events) {
    first ??= 'data' in event ? event : undefined
    if (count === after) {
      break
    }
    yield event
    count += 1
    last = 'data' in event ? event : last
  }
  yield* errorEvents(error, { first, last })
}
