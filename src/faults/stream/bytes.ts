import { encodeEvent, type EventEncoder } from '../../web/sse/encode.ts'
import { streamFaultKind } from './stream-kind.ts'

const CR = 13
const LF = 10

/** Replaces the line endings. */
export const lineEnding = streamFaultKind({
  name: 'lineEnding',
  change: (stream, setting) => {
    const end = setting === 'CRLF' ? [CR, LF] : [CR]
    return withEncoder(stream, (bytes) => [
      Uint8Array.from(Array.from(bytes).flatMap((byte) => (byte === LF ? end : [byte]))),
    ])
  },
})

/** Splits events inside a multi-byte character. */
export const splitCharacters = streamFaultKind({
  name: 'splitCharacters',
  change: (stream) =>
    withEncoder(stream, (bytes) => {
      // Continuation bytes of a character are 10xxxxxx (RFC 3629, section 3).
      const inside = bytes.findIndex((byte) => (byte & 0xc0) === 0x80)
      return inside === -1 ? [bytes] : [bytes.subarray(0, inside), bytes.subarray(inside)]
    }),
})

/** Writes events in pieces of a fixed length. */
export const bytesPerWrite = streamFaultKind({
  name: 'bytesPerWrite',
  change: (stream, length) =>
    withEncoder(stream, (bytes) =>
      Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) =>
        bytes.subarray(index * length, (index + 1) * length),
      ),
    ),
})

function withEncoder<Stream extends { encode?: EventEncoder }>(
  stream: Stream,
  change: (bytes: Uint8Array) => Uint8Array[],
): Stream {
  const { encode = encodeEvent } = stream
  return { ...stream, encode: (part) => encode(part).flatMap(change) }
}
