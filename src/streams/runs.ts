import { composeText } from '../adapters/text/reply.ts'
import { textOf } from '../adapters/text/tools.ts'
import { objectIn, objectsIn } from '../adapters/read-json.ts'
import type { Json, JsonObject } from '../catalogue/types.ts'
import { newIdentifier } from '../openai/identifiers.ts'
import { type Random, seededRandom } from '../openai/seeded-random.ts'
import { countTokens } from '../openai/tokens.ts'
import type { Projection, StreamEvent, StreamRequest } from './projection.ts'

/**
 * Events of an assistant's run (API reference, "Assistants streaming"): the thread where it is new, the run on its way,
 * one step that writes one message piece by piece, the run done.
 */
export const runEvents: Projection = function* (run, { body, split }) {
  const random = seededRandom(`run ${JSON.stringify(run['id'])}`)
  const thread = objectIn(body['thread'])
  const created = run['created_at'] ?? 0
  if ('assistant_id' in body && 'thread' in body) {
    yield told('thread.created', {
      id: run['thread_id'] ?? '',
      object: 'thread',
      created_at: created,
      metadata: objectIn(thread?.['metadata']) ?? {},
      tool_resources: {},
    })
  }
  const text = answerTo(body, random)
  const waiting = { ...run, status: 'queued', started_at: null, completed_at: null, usage: null }
  const running = { ...waiting, status: 'in_progress', started_at: created }
  yield told('thread.run.created', waiting)
  yield told('thread.run.queued', waiting)
  yield told('thread.run.in_progress', running)
  const { status } = run
  if (typeof status === 'string' && WITHOUT_ANSWER.has(status)) {
    yield told(`thread.run.${status}`, run)
  } else {
    yield* stepEvents(run, { text, split, random })
    const usage = usageOf(text)
    yield told('thread.run.completed', { ...running, status: 'completed', completed_at: created, usage })
  }
  yield { event: 'done', data: '[DONE]' }
}

/** Runs that end, or wait, without an answer: a patch says so, and the last event tells it. */
const WITHOUT_ANSWER = new Set(['requires_action', 'failed', 'cancelled', 'expired', 'incomplete'])

function usageOf(text: string): JsonObject {
  const tokens = countTokens(text)
  return { prompt_tokens: tokens, completion_tokens: tokens, total_tokens: 2 * tokens }
}

function* stepEvents(
  run: JsonObject,
  { text, split, random }: { text: string; split: StreamRequest['split']; random: Random },
): Iterable<StreamEvent> {
  const { id: runId, thread_id: threadId, assistant_id: assistantId, created_at: createdAt } = run
  const shared = {
    created_at: createdAt ?? 0,
    run_id: runId ?? '',
    thread_id: threadId ?? '',
    assistant_id: assistantId ?? '',
  }
  const messageId = newIdentifier('msg_', random)
  const step: JsonObject = {
    ...shared,
    id: newIdentifier('step_', random),
    object: 'thread.run.step',
    type: 'message_creation',
    status: 'in_progress',
    step_details: { type: 'message_creation', message_creation: { message_id: messageId } },
    last_error: null,
    expired_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: null,
    metadata: {},
    usage: null,
  }
  const message: JsonObject = {
    ...shared,
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
  for (const [index, value] of split(text).entries()) {
    yield told('thread.message.delta', {
      id: messageId,
      object: 'thread.message.delta',
      // The first piece brings the list of annotations, to which later ones would add.
      delta: {
        content: [{ index: 0, type: 'text', text: { value, ...(index === 0 && { annotations: [] }) } }],
      },
    })
  }
  const content = [{ type: 'text', text: { value: text, annotations: [] } }]
  const done = { status: 'completed', completed_at: createdAt ?? 0 }
  yield told('thread.message.completed', { ...message, ...done, content })
  yield told('thread.run.step.completed', { ...step, ...done, usage: usageOf(text) })
}

function answerTo(body: JsonObject, random: Random): string {
  const messages = objectsIn(body['additional_messages'] ?? objectIn(body['thread'])?.['messages'])
  const lastUser = messages.findLast(({ role }) => role === 'user')
  const outputs: Json[] = objectsIn(body['tool_outputs']).map(({ output }) => output ?? '')
  const conversation = { prompt: textOf(lastUser?.['content']), toolResults: outputs.map(textOf), text: '' }
  return composeText(conversation, undefined, random)
}

function told(event: string, data: JsonObject): StreamEvent {
  return { event, data }
}
