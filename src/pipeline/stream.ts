import { SSEStreamingApi } from 'hono/streaming'
import type { StreamEvent } from '../streams/projection.ts'

/** Headers of a stream of events: nothing on its way may keep or gather it. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/**
 * Sends events as fast as the reader reads: the next one is made when there is room for it, so a slow reader costs no
 * memory, and a reader that leaves ends the work.
 *
 * @param events made one by one, as they are sent
 * @returns the body of the response
 */
export function streamEvents(events: Iterable<StreamEvent>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const stream = new SSEStreamingApi(writable, readable)
  const send = async (): Promise<void> => {
    for (const { event, data } of events) {
      if (stream.aborted) {
        return
      }
      const text = typeof data === 'string' ? data : JSON.stringify(data)
      await stream.writeSSE({ data: text, ...(event !== undefined && { event }) })
    }
    await stream.close()
  }
  void send()
  return stream.responseReadable
}
