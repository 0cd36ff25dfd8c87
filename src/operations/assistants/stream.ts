import type { StreamEvent } from '../../web/sse/event.ts'
import { textPart } from './messages.ts'
import { EARLIER_STEPS, identifiersOfRun, replyContent, replyOfRun } from './run-reply.ts'
import { RUN_LIFETIME_SECONDS } from './runs.ts'
import { closedMessage, messageStep, momentOf, openedMessage, openedStep, toolCallStep } from './run-steps.ts'
import { threadOfRun } from './run-thread.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { ToEvents, StreamRequest } from '../streaming/stream-types.ts'

/**
 * Events of an assistant's run (API reference, "Assistants streaming"): the thread if it is new, the run in progress,
 * one step that writes a message in pieces or calls functions, and the final run.
 */
export const runEvents: ToEvents = function* (run, request) {
  const { body } = request
  if ('assistant_id' in body && 'thread' in body) {
    yield runEvent('thread.created', threadOfRun(run, body))
  }
  const created = asNumber(run['created_at']) ?? 0
  const isContinued = body['tool_outputs'] !== undefined
  const queuedRun = {
    ...run,
    status: 'queued',
    started_at: isContinued ? created : null,
    expires_at: created + RUN_LIFETIME_SECONDS,
    completed_at: null,
    required_action: null,
    incomplete_details: null,
    usage: null,
  }
  if (isContinued) {
    yield runEvent(
      'thread.run.step.completed',
      asObjects(body[EARLIER_STEPS]).at(-1) ?? answeredStep(run, body),
    )
  } else {
    yield runEvent('thread.run.created', queuedRun)
  }
  yield runEvent('thread.run.queued', queuedRun)
  yield runEvent('thread.run.in_progress', { ...queuedRun, status: 'in_progress', started_at: created })
  const status = asString(run['status']) ?? 'completed'
  if (status === 'requires_action') {
    yield* toolCallStepEvents(run, request)
  } else if (!STATUSES_WITHOUT_MESSAGE.has(status)) {
    yield* messageStepEvents(run, request)
  }
  yield runEvent(`thread.run.${status}`, run)
  yield { event: 'done', data: '[DONE]' }
}

/** The step whose function calls the request answers. */
function answeredStep(run: JsonObject, body: JsonObject): JsonObject {
  const { stepId } = identifiersOfRun(`${asString(run['id']) ?? ''} before`)
  const calls = asObjects(body['tool_outputs']).map((answered): JsonObject => ({
    id: answered['tool_call_id'] ?? '',
    type: 'function',
    function: { name: 'function', arguments: '{}', output: answered['output'] ?? null },
  }))
  return {
    ...openedStep(run, stepId),
    ...toolCallStep(calls),
    status: 'completed',
    expires_at: null,
    completed_at: run['created_at'] ?? 0,
    usage: NO_USAGE,
  }
}

const NO_USAGE: JsonObject = {
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
  prompt_token_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0 },
}

/** Statuses, set by a patch, of runs that end without a message. */
const STATUSES_WITHOUT_MESSAGE = new Set(['failed', 'cancelled', 'expired'])

/** A step that writes a message, whose text or refusal is streamed in pieces. */
function* messageStepEvents(
  run: JsonObject,
  { body, reply: patched, budget, now, split }: StreamRequest,
): Iterable<StreamEvent> {
  const runId = asString(run['id']) ?? ''
  const reply = replyOfRun(runId, { body, budget, now, ...(patched !== undefined && { reply: patched }) })
  const { messageId, stepId } = identifiersOfRun(runId, body)
  const step = {
    ...openedStep(run, stepId),
    ...messageStep(messageId),
  }
  const message = openedMessage(run, messageId)
  yield runEvent('thread.run.step.created', step)
  yield runEvent('thread.run.step.in_progress', step)
  yield runEvent('thread.message.created', message)
  yield runEvent('thread.message.in_progress', message)
  const text = reply.refusal ?? reply.content ?? ''
  const part = reply.refusal === null ? textPiece : refusalPart
  for (const [index, piece] of split(text).entries()) {
    yield runEvent('thread.message.delta', {
      id: messageId,
      object: 'thread.message.delta',
      delta: { content: [{ index: 0, ...part(piece, index === 0) }] },
    })
  }
  const at = momentOf(run)
  const isComplete = run['status'] !== 'incomplete'
  const { finishReason } = reply
  yield runEvent(
    `thread.message.${isComplete ? 'completed' : 'incomplete'}`,
    closedMessage(message, { content: replyContent(reply), isComplete, finishReason, at }),
  )
  yield runEvent('thread.run.step.completed', {
    ...step,
    status: 'completed',
    expires_at: null,
    completed_at: at,
    usage: run['usage'] ?? null,
  })
}

/** The first piece has the list of annotations, to which later ones could add. */
function textPiece(value: string, isFirst: boolean): JsonObject {
  return isFirst ? textPart(value) : { type: 'text', text: { value } }
}

function refusalPart(refusal: string): JsonObject {
  return { type: 'refusal', refusal }
}

/** A step that calls functions, whose arguments are streamed in pieces; it stays open until outputs are submitted. */
function* toolCallStepEvents(run: JsonObject, { body, split }: StreamRequest): Iterable<StreamEvent> {
  const action = asObject(asObject(run['required_action'])?.['submit_tool_outputs'])
  const calls = asObjects(action?.['tool_calls'])
  const { stepId: id } = identifiersOfRun(asString(run['id']) ?? '', body)
  const step = {
    ...openedStep(run, id),
    ...toolCallStep([]),
  }
  yield runEvent('thread.run.step.created', step)
  yield runEvent('thread.run.step.in_progress', step)
  const delta = (call: JsonObject): StreamEvent =>
    runEvent('thread.run.step.delta', {
      id,
      object: 'thread.run.step.delta',
      delta: { step_details: { type: 'tool_calls', tool_calls: [call] } },
    })
  for (const [index, call] of calls.entries()) {
    const { name = '', arguments: input } = asObject(call['function']) ?? {}
    const opening: Json = { name, arguments: '', output: null }
    yield delta({ index, id: call['id'] ?? '', type: 'function', function: opening })
    for (const piece of split(asString(input) ?? '')) {
      yield delta({ index, type: 'function', function: { arguments: piece } })
    }
  }
}

function runEvent(event: string, data: JsonObject): StreamEvent {
  return { event, data }
}
