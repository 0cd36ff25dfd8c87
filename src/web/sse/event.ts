import type { JsonObject } from '../json/json.ts'

/** One server-sent event. */
export interface StreamEvent {
  /** The field `event`, which responses and runs have, but chat completions do not. */
  event?: string
  /** The field `data`: JSON, or text that is sent verbatim. */
  data: JsonObject | string
}

/** A part of a stream: an event, or a comment, which clients ignore. */
export type StreamPart = (StreamEvent | { comment: string }) & {
  /** Additional delay before this part, in milliseconds. */
  wait?: number
  /** True to send a binary frame, on a WebSocket. */
  isBinary?: true
}
