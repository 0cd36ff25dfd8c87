import type { Json, JsonObject } from '../../json/json.ts'

/** One call of a tool that the assistant makes. */
export interface ToolCall {
  /** Name of the function or custom tool. */
  name: string
  /** A JSON value, sent as JSON text; a text is sent as it is, which may be no JSON at all. */
  arguments?: Json
  /** Made up when left out: `call_...`. */
  id?: string
}

/**
 * What the assistant says, whichever text endpoint it says it on, streamed or plain. What is left out is as the mock
 * would have said it; a text alone is the `content`.
 */
export interface AssistantReply {
  /** The text of the answer. */
  content?: string | null
  /** The text of a refusal, in the place of the content. */
  refusal?: string
  /** What the model thought, as the summary of a reasoning item where the endpoint has one. */
  reasoning?: string
  /** Calls in the place of an answer in text, or besides it when `content` is set, too. */
  toolCalls?: ToolCall[]
  /** Any JSON value, sent as the content's JSON text. */
  json?: Json
  /** Counts to tell in the place of the estimate, under the names that the endpoint or any other text endpoint has for them. */
  usage?: JsonObject
  /** `stop`, `length`, `tool_calls`, `content_filter`: as chat completions name it, told in each endpoint's own way. */
  finishReason?: string
}

/** @returns the reply of a patch in full; a text alone is the content */
export function readReply(reply: string | AssistantReply): AssistantReply {
  return typeof reply === 'string' ? { content: reply } : reply
}
