import { SSEStreamingApi } from 'hono/streaming'
import { errorEnvelope, refuse } from '../openai/errors.ts'
import type { StreamEvent } from '../streams/projection.ts'

/** Headers of a stream of events: nothing on its way may keep or gather it. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** An answer told as events. */
export interface EventStream {
  /** Made one by one, as they are sent. */
  events: Iterable<StreamEvent>
  /** Milliseconds to wait before each event; undefined for as fast as the reader reads. */
  waits: Iterator<number> | undefined
}

/**
 * Sends events no faster than the reader reads: the next one is made when there is room for it, so a slow reader costs
 * no memory, and a reader that leaves ends the work.
 *
 * @returns the body of the response
 */
export function streamEvents({ events, waits }: EventStream): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const stream = new SSEStreamingApi(writable, readable)
  void send(stream, { events, waits })
  return stream.responseReadable
}

async function send(stream: SSEStreamingApi, { events, waits }: EventStream): Promise<void> {
  const started = performance.now()
  let due = 0
  try {
    for (const { event, data } of events) {
      if (waits !== undefined) {
        // Against the clock, so that the time that sending takes does not add up.
        due += waits.next().value
        await stream.sleep(Math.max(0, started + due - performance.now()))
      }
      if (stream.aborted) {
        return
      }
      const text = typeof data === 'string' ? data : JSON.stringify(data)
      await stream.writeSSE({ data: text, ...(event !== undefined && { event }) })
    }
  } catch (error) {
    // The status is on its way already; what is left is the API's own error event.
    console.error(error)
    await stream.writeSSE({ event: 'error', data: JSON.stringify(errorEnvelope(FAILED)) })
  }
  await stream.close()
}

const { refusal: FAILED } = refuse(500, 'The mock failed in the middle of this stream; its log says why.', {
  type: 'server_error',
})
