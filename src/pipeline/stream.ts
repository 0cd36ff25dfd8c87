import { ConnectionLost } from '../faults/connection-lost.ts'
import type { Connection } from '../faults/delivery.ts'
import { type ApiError, refuse } from '../openai/errors.ts'
import { type EventEncoder, encodeEvent } from '../streams/encode.ts'
import { Gathering } from '../streams/gathering.ts'
import type { StreamEvent, StreamPart } from '../streams/projection.ts'

/** Headers of a stream of events: nothing on its way may keep or gather it. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** An answer told as events. */
export interface EventStream {
  /** Made one by one, as they are sent. Throwing {@link ConnectionLost} breaks the connection off. */
  events: Iterable<StreamPart>
  /** Milliseconds to wait before each event; undefined for as fast as the reader reads. */
  waits: Iterator<number> | undefined
  /** Tells an error as the endpoint does. */
  errorEvent: (error: ApiError, last: StreamEvent | undefined) => StreamEvent
  /** Puts an event into bytes, in one piece or several; one after the other as {@link encodeEvent} does by default. */
  encode?: EventEncoder
  /** The connection to break off. */
  connection?: Connection
}

/** Pieces of one event are sent apart: this many milliseconds let a reader see the first before the second. */
const APART_MS = 1

/**
 * Sends events no faster than the reader reads: the next one is made when there is room for it, so a slow reader costs
 * no memory, and a reader that leaves ends the work.
 *
 * @returns the body of the response
 */
export function streamEvents(stream: EventStream): ReadableStream<Uint8Array> {
  const { sleep, wake } = createAlarm()
  const pieces = piecesOf(stream, sleep)
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
            await stream.connection?.end(error.how)
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

async function* piecesOf(
  { events, waits, errorEvent, encode = encodeEvent }: EventStream,
  sleep: Sleep,
): AsyncGenerator<Uint8Array, void> {
  let due = performance.now()
  let last: StreamEvent | undefined
  const gathering = new Gathering()
  // Sending costs more than making events, so those that wait for nothing go out together.
  const isAtOnce = waits === undefined && encode === encodeEvent
  try {
    for (const part of events) {
      if (part.wait !== undefined) {
        yield* gathering.rest()
        await sleep(part.wait)
        due += part.wait
      }
      if (waits !== undefined && 'data' in part) {
        // Against the clock, so that the time that sending takes does not add up.
        due += waits.next().value
        await sleep(due - performance.now())
      }
      for (const [index, piece] of encode(part).entries()) {
        if (index > 0) {
          await sleep(APART_MS)
        }
        gathering.add(piece)
        if (!isAtOnce || gathering.isFull) {
          yield* gathering.rest()
        }
      }
      last = 'data' in part ? part : last
    }
    yield* gathering.rest()
  } catch (error) {
    yield* gathering.rest()
    if (error instanceof ConnectionLost) {
      throw error
    }
    // The status is on its way already; what is left is the API's own error event.
    console.error(error)
    yield* encode(errorEvent(FAILED, last))
  }
}

const { refusal: FAILED } = refuse(500, 'The mock failed in the middle of this stream; its log says why.', {
  type: 'server_error',
})

/** @returns a way to sleep, one at a time, and one to end that sleep and all later ones */
function createAlarm(): { sleep: Sleep; wake: () => void } {
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
