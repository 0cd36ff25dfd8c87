import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { StreamPosition } from '../../answer/event-stream.ts'
import type { StreamEvent } from '../../web/sse/event.ts'
import type { AssistantReply } from '../../assistant/reply-types.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import type { ApiErrorData } from '../../openai/errors.ts'

/** The request data that stream events depend on. */
export interface StreamRequest<Body = JsonObject> {
  operation: CataloguedOperation
  /** The request body; empty if there is none. */
  body: Body
  query: URLSearchParams
  /** The request's clock, in seconds since 1970. */
  now: number
  /** The assistant reply set by a patch; needed for a run, whose body does not contain its message. */
  reply?: AssistantReply
  /** The work and output that the request may still cause. */
  budget: RequestBudget
  /** Splits a text into the chunks of the events, which join to the text. */
  split: (text: string) => string[]
}

/**
 * Converts a final response body, as a plain call returns it, into stream events.
 *
 * @param answer the final, patched body; binary content is `content`, in base64
 */
export type ToEvents<Body = JsonObject> = (
  answer: JsonObject,
  request: StreamRequest<Body>,
) => Iterable<StreamEvent>

/** Creates the events that report an API error in the middle of a stream, and end it. */
export type ToErrorEvents = (error: ApiErrorData, position: StreamPosition) => StreamEvent[]

/** @returns whether a form or JSON value is true */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true'
}
