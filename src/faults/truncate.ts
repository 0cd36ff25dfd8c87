import type { WireMessage } from '../web/http/wire-message.ts'
import { ConnectionLost } from '../web/http/connection-lost.ts'
import type { Connection } from '../web/http/connection.ts'
import type { FaultKind } from './fault-kind.ts'

/** Closes the connection in the middle of the body. */
export const truncate: FaultKind = ({ truncate: setting }, { connection }) =>
  setting === undefined || setting === false
    ? undefined
    : {
        name: 'truncate',
        transform: (outcome) =>
          outcome.stream !== undefined && setting === true
            ? 'is true, but half of a stream is undefined: set a number of bytes, or use "stream": { "disconnect": { "after": 1 } }'
            : outcome,
        deliver: (message) => truncateMessage(message, setting, connection),
      }

function truncateMessage(message: WireMessage, setting: number | true, connection: Connection): WireMessage {
  const { body, headers } = message
  if (body === null) {
    // A status such as 204 has no body.
    return message
  }
  if (body instanceof ReadableStream) {
    return {
      ...message,
      body: firstBytes(body, { maxBytes: setting === true ? 0 : setting, isWholeBody: true, connection }),
    }
  }
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  if (setting !== true && setting >= bytes.length) {
    const warning = `fault.truncate ${setting} does not apply to a body of ${bytes.length} bytes`
    const known = headers['x-mock-warning']
    return {
      ...message,
      headers: { ...headers, 'x-mock-warning': known === undefined ? warning : `${known}; ${warning}` },
    }
  }
  const kept = bytes.slice(0, setting === true ? Math.floor(bytes.length / 2) : setting)
  return {
    ...message,
    // The full length, so that the client notices the missing bytes.
    headers: { ...headers, 'content-length': String(bytes.length) },
    body: firstBytes(toStream(kept), { maxBytes: kept.length, isWholeBody: false, connection }),
  }
}

function toStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

/**
 * Sends the start of a body and then closes the connection.
 *
 * @param body the body, or its start if that is known to be truncated
 * @param options the maximum number of bytes to send, and whether the body is complete
 */
function firstBytes(
  body: ReadableStream<Uint8Array>,
  { maxBytes, isWholeBody, connection }: { maxBytes: number; isWholeBody: boolean; connection: Connection },
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let remaining = maxBytes
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = remaining > 0 ? await reader.read() : { done: true, value: undefined }
        if (!done && value !== undefined) {
          const piece = value.subarray(0, remaining)
          remaining -= piece.length
          controller.enqueue(piece)
          return
        }
        if (done && remaining > 0 && isWholeBody) {
          // The body ended before the limit, so nothing is truncated.
          controller.close()
          return
        }
        await reader.cancel()
        await connection.end('close')
        controller.error(new ConnectionLost('close', 'within'))
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
