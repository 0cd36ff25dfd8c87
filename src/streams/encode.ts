import { encode } from 'eventsource-encoder'
import type { StreamPart } from './projection.ts'

/** Puts a part of a stream into bytes: one piece, or several that are sent apart. */
export type EventEncoder = (part: StreamPart) => Uint8Array[]

const encoder = new TextEncoder()

/** @returns the bytes of an event or comment (HTML standard, section 9.2.5), with lines that end in LF, in one piece */
export const encodeEvent: EventEncoder = (part) => [encoder.encode(encode(messageOf(part)))]

function messageOf(part: StreamPart): Parameters<typeof encode>[0] {
  if ('comment' in part) {
    return { comment: part.comment }
  }
  const { event, data } = part
  return {
    ...(event !== undefined && { event }),
    data: typeof data === 'string' ? data : JSON.stringify(data),
  }
}
