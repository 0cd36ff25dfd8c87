import type { Json, JsonObject } from '../web/json/json.ts'

/** A tool call made by the assistant. */
export interface ToolCall {
  /** The name of the function or custom tool. */
  name: string
  /** A JSON value, serialized; a string is sent verbatim, even if it is not valid JSON. */
  arguments?: Json
  /** Defaults to a generated id: `call_...`. */
  id?: string
}

/**
 * The assistant's reply, in one form for all text endpoints, streamed or not. Omitted fields are generated; a plain
 * string sets `content`.
 */
export interface AssistantReply {
  /** The text of the reply. */
  content?: string | null
  /** The text of a refusal; replaces the content. */
  refusal?: string
  /** Reasoning text, returned as the summary of a reasoning item if the endpoint has one. */
  reasoning?: string
  /** Tool calls; they replace the text unless `content` is set, too. */
  toolCalls?: ToolCall[]
  /** A JSON value, serialized as the content. */
  json?: Json
  /** Token counts that override the estimate, under the field names of any text endpoint. */
  usage?: JsonObject
  /** `stop`, `length`, `tool_calls`, `content_filter`: chat completion names, mapped to each endpoint's own. */
  finishReason?: string
}

/** @returns the reply of a patch as an object; a plain string is the content */
export function readReply(reply: string | AssistantReply): AssistantReply {
  return typeof reply === 'string' ? { content: reply } : reply
}
