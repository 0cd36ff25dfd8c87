import type { JsonObject } from '../../web/json/json.ts'
import { stringIn } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import {
  callsForCaller,
  replyOfRun,
  type RunRequest,
  type RunToolCall,
  storedRun,
  usageOfRun,
} from './run-reply.ts'
import type { Reply } from '../../assistant/reply.ts'

/** Newly created runs of assistants. */
export const createdRuns: Adapter = (answer, context) => {
  const { body, operation } = context
  const run = operation.route.id === 'createThreadAndRun' ? { ...answer, ...newIdentifiers(context) } : answer
  const reply = replyOfRun(stringIn(run['id']) ?? '', context)
  // A streamed run is completed.
  return body['stream'] === true ? finished(run, reply, context) : begun(run, reply, context)
}

/** Retrieved runs: finished, unless a patch's reply calls tools. */
export const retrievedRuns: Adapter = (answer, context) => {
  const request = storedRun(context)
  const reply = replyOfRun(stringIn(answer['id']) ?? '', request)
  return finished(answer, reply, { ...request, now: context.now })
}

function newIdentifiers({ random }: AdapterContext): JsonObject {
  return { id: newIdentifier('run_', random), thread_id: newIdentifier('thread_', random) }
}

/** A new run: `requires_action` if it calls functions, else `queued`. */
function begun(run: JsonObject, reply: Reply, { now }: AdapterContext): JsonObject {
  const calls = callsForCaller(reply)
  return calls.length > 0
    ? { ...run, ...waiting(calls), started_at: now }
    : { ...run, status: 'queued', started_at: null, completed_at: null, required_action: null, usage: null }
}

function finished(
  run: JsonObject,
  reply: Reply,
  context: RunRequest & Pick<AdapterContext, 'now'>,
): JsonObject {
  const calls = callsForCaller(reply)
  if (calls.length > 0) {
    return { ...run, ...waiting(calls), started_at: context.now }
  }
  const isCut = reply.finishReason === 'length'
  const isComplete = !isCut && reply.finishReason !== 'content_filter'
  return {
    ...run,
    status: isComplete ? 'completed' : 'incomplete',
    started_at: run['started_at'] ?? context.now,
    completed_at: isComplete ? context.now : null,
    expires_at: null,
    required_action: null,
    incomplete_details: isCut ? { reason: 'max_completion_tokens' } : null,
    usage: usageOfRun(reply, context),
  }
}

function waiting(calls: RunToolCall[]): JsonObject {
  return {
    status: 'requires_action',
    completed_at: null,
    required_action: { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: calls } },
    usage: null,
  }
}
