import type { StreamEvent } from '../../web/sse/event.ts'
import { identifiersOfRun, replyOfRun } from './run-reply.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import type { Projection, StreamRequest } from '../streaming/stream-types.ts'

/**
 * Events of an assistant's run (API reference, "Assistants streaming"): the thread if it is new, the run in progress,
 * one step that writes a message in pieces or calls functions, and the final run.
 */
export const runEvents: Projection = function* (run, request) {
  const { body } = request
  const created = run['created_at'] ?? 0
  if ('assistant_id' in body && 'thread' in body) {
    yield told('thread.created', {
      id: run['thread_id'] ?? '',
      object: 'thread',
      created_at: created,
      metadata: objectIn(objectIn(body['thread'])?.['metadata']) ?? {},
      tool_resources: {},
    })
  }
  const waiting = {
    ...run,
    status: 'queued',
    started_at: null,
    completed_at: null,
    required_action: null,
    incomplete_details: null,
    usage: null,
  }
  yield told('thread.run.created', waiting)
  yield told('thread.run.queued', waiting)
  yield told('thread.run.in_progress', { ...waiting, status: 'in_progress', started_at: created })
  const status = stringIn(run['status']) ?? 'completed'
  if (status === 'requires_action') {
    yield* callingEvents(run, request)
  } else if (!WITHOUT_ANSWER.has(status)) {
    yield* writingEvents(run, request)
  }
  yield told(`thread.run.${status}`, run)
  yield { event: 'done', data: '[DONE]' }
}

/** Statuses, set by a patch, of runs that end without a message. */
const WITHOUT_ANSWER = new Set(['failed', 'cancelled', 'expired'])

/** A step that writes a message, whose text or refusal is streamed in pieces. */
function* writingEvents(
  run: JsonObject,
  { body, reply: patched, split }: StreamRequest,
): Iterable<StreamEvent> {
  const runId = stringIn(run['id']) ?? ''
  const reply = replyOfRun(runId, { body, ...(patched !== undefined && { reply: patched }) })
  const { messageId, stepId } = identifiersOfRun(runId)
  const step = {
    ...stepOf(run, stepId),
    type: 'message_creation',
    step_details: { type: 'message_creation', message_creation: { message_id: messageId } },
  }
  const message: JsonObject = {
    ...sharedBy(run),
    id: messageId,
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
  yield told('thread.run.step.created', step)
  yield told('thread.run.step.in_progress', step)
  yield told('thread.message.created', message)
  yield told('thread.message.in_progress', message)
  const text = reply.refusal ?? reply.content ?? ''
  const part = reply.refusal === null ? textPart : refusalPart
  for (const [index, piece] of split(text).entries()) {
    yield told('thread.message.delta', {
      id: messageId,
      object: 'thread.message.delta',
      delta: { content: [{ index: 0, ...part(piece, index === 0) }] },
    })
  }
  const at = run['created_at'] ?? 0
  const content = [part(text, true)]
  const isComplete = run['status'] !== 'incomplete'
  yield isComplete
    ? told('thread.message.completed', { ...message, status: 'completed', completed_at: at, content })
    : told('thread.message.incomplete', {
        ...message,
        status: 'incomplete',
        incomplete_at: at,
        incomplete_details: {
          reason: reply.finishReason === 'content_filter' ? 'content_filter' : 'max_tokens',
        },
        content,
      })
  yield told('thread.run.step.completed', {
    ...step,
    status: 'completed',
    completed_at: at,
    usage: run['usage'] ?? null,
  })
}

/** The first piece has the list of annotations, to which later ones could add. */
function textPart(value: string, isFirst: boolean): JsonObject {
  return { type: 'text', text: { value, ...(isFirst && { annotations: [] }) } }
}

function refusalPart(refusal: string): JsonObject {
  return { type: 'refusal', refusal }
}

/** A step that calls functions, whose arguments are streamed in pieces; it stays open until outputs are submitted. */
function* callingEvents(run: JsonObject, { split }: StreamRequest): Iterable<StreamEvent> {
  const action = objectIn(objectIn(run['required_action'])?.['submit_tool_outputs'])
  const calls = objectsIn(action?.['tool_calls'])
  const { stepId: id } = identifiersOfRun(stringIn(run['id']) ?? '')
  const step = {
    ...stepOf(run, id),
    type: 'tool_calls',
    step_details: { type: 'tool_calls', tool_calls: [] },
  }
  yield told('thread.run.step.created', step)
  yield told('thread.run.step.in_progress', step)
  const delta = (call: JsonObject): StreamEvent =>
    told('thread.run.step.delta', {
      id,
      object: 'thread.run.step.delta',
      delta: { step_details: { type: 'tool_calls', tool_calls: [call] } },
    })
  for (const [index, call] of calls.entries()) {
    const { name = '', arguments: input } = objectIn(call['function']) ?? {}
    const opening: Json = { name, arguments: '', output: null }
    yield delta({ index, id: call['id'] ?? '', type: 'function', function: opening })
    for (const piece of split(stringIn(input) ?? '')) {
      yield delta({ index, type: 'function', function: { arguments: piece } })
    }
  }
}

function sharedBy({ id, thread_id, assistant_id, created_at }: JsonObject): JsonObject {
  return {
    created_at: created_at ?? 0,
    run_id: id ?? '',
    thread_id: thread_id ?? '',
    assistant_id: assistant_id ?? '',
  }
}

function stepOf(run: JsonObject, id: string): JsonObject {
  return {
    ...sharedBy(run),
    id,
    object: 'thread.run.step',
    status: 'in_progress',
    last_error: null,
    expired_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    metadata: {},
    usage: null,
  }
}

function told(event: string, data: JsonObject): StreamEvent {
  return { event, data }
}
