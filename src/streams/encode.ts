import type { StreamPart } from './projection.ts'

/** Puts a part of a stream into bytes: one piece, or several that are sent apart. */
export type EventEncoder = (part: StreamPart) => Uint8Array[]

const encoder = new TextEncoder()

/** @returns the bytes of an event or comment, with lines that end in LF, in one piece */
export const encodeEvent: EventEncoder = (part) => [encoder.encode(eventText(part))]

/**
 * Writes an event as the format of server-sent events has it (HTML standard, section 9.2.5).
 *
 * @returns the fields, each on its line, and an empty line
 */
export function eventText(part: StreamPart): string {
  if ('comment' in part) {
    return `: ${part.comment}\n\n`
  }
  const { event, data } = part
  const name = event === undefined ? '' : `event: ${event}\n`
  // JSON has no line ends of its own.
  const lines = typeof data === 'string' ? data.replaceAll(/\r\n|\r|\n/g, '\ndata: ') : JSON.stringify(data)
  return `${name}data: ${lines}\n\n`
}
