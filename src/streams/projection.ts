import type { AssistantReply } from '../adapters/text/assistant-reply.ts'
import type { Json, JsonObject } from '../json/json.ts'

/** One server-sent event. */
export interface StreamEvent {
  /** The field `event`, which responses and threads have, and chat completions have not. */
  event?: string
  /** The field `data`: JSON, or text as it is. */
  data: JsonObject | string
}

/** What is written of a stream: an event, or a comment, which readers overlook. */
export type StreamPart = (StreamEvent | { comment: string }) & {
  /** Milliseconds to wait before it, besides the pace of the stream. */
  wait?: number
}

/** What a projection looks at besides the body. */
export interface StreamRequest {
  /** The request's body; empty where there is none. */
  body: JsonObject
  query: URLSearchParams
  /** What a patch has the assistant say, for what the body does not hold: the message of a run. */
  reply?: AssistantReply
  /** Cuts a text into the pieces that the events bring; they join to the text. */
  split: (text: string) => string[]
}

/**
 * Tells a finished body as events: the same body that a plain call returns, patched or not.
 *
 * @param answer the finished body; bytes are `content`, in base64
 * @param request what asked for it
 */
export type Projection = (answer: JsonObject, request: StreamRequest) => Iterable<StreamEvent>

/** @returns true for a value of a form or JSON that means yes */
export function isYes(value: Json | undefined): boolean {
  return value === true || value === 'true'
}
