import type { StreamEvent, StreamPart } from '../web/sse/event.ts'
import { ConnectionLost } from '../web/http/connection-lost.ts'
import type { Connection } from '../web/http/connection.ts'
import { type ApiErrorData, apiErrorData } from '../openai/errors.ts'
import { type EventEncoder, encodeEvent } from '../web/sse/encode.ts'
import { ChunkBuffer } from '../web/sse/chunk-buffer.ts'
import { nextTurn } from '../web/limits/next-turn.ts'

/** Headers of an event stream, which prevent caching and buffering. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** Events of a stream around the position of an error. */
export interface StreamPosition {
  /** The first event of the stream, if it has one; it may not be sent yet. */
  first: StreamEvent | undefined
  /** The preceding event, if any. */
  last: StreamEvent | undefined
}

/** A response as a stream of events. */
export interface EventStream {
  /** Events, generated as they are sent. Throwing {@link ConnectionLost} closes the connection. */
  events: Iterable<StreamPart>
  /** Milliseconds to wait before each event; undefined to send as fast as the client reads. */
  waits: Iterator<number> | undefined
  /** Creates the endpoint's events for an error. */
  errorEvents: (error: ApiErrorData, position: StreamPosition) => StreamEvent[]
  /** Encodes an event in one or more pieces. Defaults to {@link encodeEvent}. */
  encode?: EventEncoder
  /** True if a WebSocket is closed after the last event. */
  closesSocket?: boolean
  /** The connection to close on {@link ConnectionLost}. */
  connection?: Connection
  /** Called when a part is sent, with its size, for the journal. */
  onSend?: (part: StreamPart, bytes: number) => void
  /** Called when the stream ended or was canceled. */
  onEnd?: () => void
}

/** Number of writes after which other requests get a turn. */
const FLUSHES_PER_TURN = 4

/** Delay between the pieces of one event, so that the client receives them separately. */
const PIECE_DELAY_MS = 1

/**
 * Returns the response body for a stream of events.
 *
 * Events are generated on demand, so a slow client does not fill memory, and a client that disconnects stops the work.
 */
export function streamEvents(stream: EventStream): ReadableStream<Uint8Array> {
  const { sleep, wake } = createSleeper()
  const pieces = encodePieces(stream, sleep)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next()
          if (done === true) {
            controller.close()
          } else {
            controller.enqueue(value)
          }
        } catch (error) {
          if (error instanceof ConnectionLost) {
            await stream.connection?.end(error.mode)
          }
          controller.error(error)
        }
      },
      async cancel() {
        wake()
        await pieces.return()
      },
    },
    { highWaterMark: 0 },
  )
}

type Sleep = (milliseconds: number) => Promise<void>

async function* encodePieces(stream: EventStream, sleep: Sleep): AsyncGenerator<Uint8Array, void> {
  const { events, waits, errorEvents, encode = encodeEvent } = stream
  let due = performance.now()
  let first: StreamEvent | undefined
  let last: StreamEvent | undefined
  let flushes = 0
  const gathering = new ChunkBuffer()
  // Sending costs more than generating events, so events without a delay are sent in batches.
  const isUnpaced = waits === undefined && encode === encodeEvent
  try {
    for (const part of events) {
      if (part.wait !== undefined) {
        yield* gathering.flush()
        await sleep(part.wait)
        due += part.wait
      }
      if (waits !== undefined && 'data' in part) {
        // An absolute deadline, so that the time spent on sending does not add up.
        due += waits.next().value
        await sleep(due - performance.now())
      }
      const encoded = encode(part)
      stream.onSend?.(part, sizeOf(encoded))
      for (const [index, piece] of encoded.entries()) {
        if (index > 0) {
          await sleep(PIECE_DELAY_MS)
        }
        gathering.add(piece)
        if (!isUnpaced || gathering.isFull) {
          yield* gathering.flush()
          flushes += 1
          if (flushes % FLUSHES_PER_TURN === 0) {
            await nextTurn()
          }
        }
      }
      last = 'data' in part ? part : last
      first ??= last
    }
    yield* gathering.flush()
  } catch (error) {
    yield* gathering.flush()
    if (error instanceof ConnectionLost) {
      throw error
    }
    // The status was already sent, so report the error as an event.
    console.error(error)
    yield* errorEvents(STREAM_ERROR, { first, last }).flatMap((event) => encode(event))
  } finally {
    stream.onEnd?.()
  }
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((size, piece) => size + piece.length, 0)
}

const STREAM_ERROR = apiErrorData(
  500,
  'Internal error in the mock while streaming. See its log for details.',
  {
    type: 'server_error',
  },
)

/** @returns a `sleep` function, and a `wake` function that ends the current sleep and skips all later ones */
function createSleeper(): { sleep: Sleep; wake: () => void } {
  let isAwake = false
  let end = (): void => {}
  return {
    async sleep(milliseconds) {
      if (isAwake || milliseconds <= 0) {
        return
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        end = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    },
    wake() {
      isAwake = true
      end()
    },
  }
}
