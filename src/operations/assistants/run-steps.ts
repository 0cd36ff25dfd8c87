import type { JsonObject } from '../../web/json/json.ts'
import { asNumber } from '../../web/json/narrow.ts'
import { RUN_LIFETIME_SECONDS } from './runs.ts'
import type { Reply } from '../../assistant/reply.ts'

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

/** @returns a step in progress, without its details */
export function openedStep(run: JsonObject, id: string): JsonObject {
  return {
    ...sharedFields(run),
    id,
    object: 'thread.run.step',
    status: 'in_progress',
    last_error: null,
    expires_at: (asNumber(run['created_at']) ?? 0) + RUN_LIFETIME_SECONDS,
    expired_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    metadata: {},
    usage: null,
  }
}

/** @returns the message of a run before it has content */
export function openedMessage(run: JsonObject, id: string): JsonObject {
  return {
    ...sharedFields(run),
    id,
    object: 'thread.message',
    status: 'in_progress',
    incomplete_details: null,
    completed_at: null,
    incomplete_at: null,
    role: 'assistant',
    content: [],
    attachments: [],
    metadata: {},
  }
}

/** How the message of a run ends. */
interface MessageEnd {
  content: JsonObject[]
  isComplete: boolean
  finishReason: Reply['finishReason']
  /** Seconds since 1970. */
  at: number
}

/** @returns the message of a run with its content */
export function closedMessage(
  message: JsonObject,
  { content, isComplete, finishReason, at }: MessageEnd,
): JsonObject {
  return isComplete
    ? { ...message, status: 'completed', completed_at: at, content }
    : {
        ...message,
        status: 'incomplete',
        incomplete_at: at,
        incomplete_details: { reason: finishReason === 'content_filter' ? 'content_filter' : 'max_tokens' },
        content,
      }
}

/** @returns when the message and the last step of a streamed run are made, in seconds since 1970 */
export function momentOf({ completed_at: completed, created_at: created }: JsonObject): number {
  return asNumber(completed) ?? asNumber(created) ?? 0
}

function sharedFields(run: JsonObject): JsonObject {
  const { id, thread_id, assistant_id } = run
  return {
    created_at: momentOf(run),
    run_id: id ?? '',
    thread_id: thread_id ?? '',
    assistant_id: assistant_id ?? '',
  }
}
