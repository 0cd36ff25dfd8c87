import type { StreamEvent, StreamPart } from '../../web/sse/event.ts'
import { type ApiErrorData, apiErrorData } from '../../openai/errors.ts'
import type { EventStream } from '../../answer/event-stream.ts'
import { streamFaultKind } from './stream-kind.ts'

/** Ends the stream with an error event, after the status 200 was sent. */
export const errorEventFault = streamFaultKind({
  name: 'error',
  change: (stream, { after, code = 'server_error', message = DEFAULT_MESSAGE, type = 'server_error' }) => {
    const error = apiErrorData(500, message, { type, code })
    return { ...stream, events: withErrorEvent(stream, after, error) }
  },
})

/** OpenAI's message (error codes guide, "500 - The server had an error while processing your request"). */
const DEFAULT_MESSAGE = 'The server had an error while processing your request. Sorry about that!'

function* withErrorEvent(
  { events, errorEvent }: EventStream,
  after: number,
  error: ApiErrorData,
): Iterable<StreamPart> {
  let count = 0
  let last: StreamEvent | undefined
  for (const event of events) {
    if (count === after) {
      break
    }
    yield event
    count += 1
    last = 'data' in event ? event : last
  }
  yield errorEvent(error, last)
}
