import type { StreamPart } from './event.ts'
import { encode } from 'eventsource-encoder'

/** Encodes a part of a stream as one chunk, or several that are sent separately. */
export type EventEncoder = (part: StreamPart) => Uint8Array[]

const encoder = new TextEncoder()

/** @returns an event or comment (HTML standard, section 9.2.5) with LF line endings, as one chunk */
export const encodeEvent: EventEncoder = (part) => [encoder.encode(encode(toEncoderMessage(part)))]

function toEncoderMessage(part: StreamPart): Parameters<typeof encode>[0] {
  if ('comment' in part) {
    return { comment: part.comment }
  }
  const { event, data } = part
  return {
    ...(event !== undefined && { event }),
    data: typeof data === 'string' ? data : JSON.stringify(data),
  }
}
