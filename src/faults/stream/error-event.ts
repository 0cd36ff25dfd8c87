import type { StreamEvent, StreamPart } from '../../web/sse/event.ts'
import { type ApiError, refuse } from '../../openai/errors.ts'
import type { EventStream } from '../../answer/event-stream.ts'
import { streamKind } from './stream-kind.ts'

/** Ends the stream with an error event, after the status 200 was sent. */
export const errorInStream = streamKind({
  name: 'error',
  change: (stream, { after, code = 'server_error', message = SORRY, type = 'server_error' }) => {
    const { refusal } = refuse(500, message, { type, code })
    return { ...stream, events: failing(stream, after, refusal) }
  },
})

/** OpenAI's message (error codes guide, "500 - The server had an error while processing your request"). */
const SORRY = 'The server had an error while processing your request. Sorry about that!'

function* failing({ events, errorEvent }: EventStream, after: number, error: ApiError): Iterable<StreamPart> {
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
