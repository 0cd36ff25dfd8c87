import type { JsonObject } from '../../web/json/json.ts'

/** @returns the fields of a step that writes a message */
export function messageStep(messageId: string): JsonObject {
  const type = 'message_creation'
  return { type, step_details: { type, message_creation: { message_id: messageId } } }
}

/** @returns the fields of a step that calls tools */
export function toolCallStep(calls: readonly JsonObject[]): JsonObject {
  const type = 'tool_calls'
  return { type, step_details: { type, tool_calls: [...calls] } }
}
