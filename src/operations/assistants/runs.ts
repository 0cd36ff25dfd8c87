import type { JsonObject } from '../../web/json/json.ts'
import { asString } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import type { Transform, TransformContext } from '../operation.ts'
import {
  clientToolCalls,
  replyOfRun,
  type RunRequest,
  type RunToolCall,
  assumedRunRequest,
  usageOfRun,
} from './run-reply.ts'
import type { Reply } from '../../assistant/reply.ts'

/** New runs, and runs that continue with tool outputs. */
export const createdRuns: Transform = (run, context) => {
  const { body } = context
  const reply = replyOfRun(asString(run['id']) ?? '', context)
  // A streamed run is completed.
  return body['stream'] === true ? finishRun(run, reply, context) : startRun(run, reply, context)
}

/** New runs of new threads, so the example's ids are replaced. */
export const createdThreadRuns: Transform = (answer, context) =>
  createdRuns({ ...answer, ...newIdentifiers(context) }, context)

/** Retrieved runs: finished, unless a patch's reply calls tools. */
export const retrievedRuns: Transform = (answer, context) => {
  const request = assumedRunRequest(context)
  const reply = replyOfRun(asString(answer['id']) ?? '', request)
  return finishRun(answer, reply, request)
}

function newIdentifiers({ ids }: TransformContext): JsonObject {
  return { id: newIdentifier('run_', ids), thread_id: newIdentifier('thread_', ids) }
}

/** A run that does not finish expires after ten minutes (API reference, "The run object"). */
export const RUN_LIFETIME_SECONDS = 600

/** A new run: `requires_action` if it calls functions, else `queued`. */
function startRun(run: JsonObject, reply: Reply, { body, now }: TransformContext): JsonObject {
  const calls = clientToolCalls(reply)
  const expiring = { ...run, expires_at: now + RUN_LIFETIME_SECONDS }
  return calls.length > 0
    ? { ...expiring, ...requiredActionFields(calls), started_at: now }
    : {
        ...expiring,
        status: 'queued',
        // A run that continues with tool outputs has started before.
        started_at: body['tool_outputs'] === undefined ? null : now,
        completed_at: null,
        required_action: null,
        usage: null,
      }
}

/** @returns a run at its end: completed, incomplete or waiting for tool outputs */
export function finishRun(run: JsonObject, reply: Reply, context: RunRequest): JsonObject {
  const calls = clientToolCalls(reply)
  if (calls.length > 0) {
    return {
      ...run,
      ...requiredActionFields(calls),
      started_at: context.now,
      expires_at: context.now + RUN_LIFETIME_SECONDS,
    }
  }
  const isTruncated = reply.finishReason === 'length'
  const isComplete = !isTruncated && reply.finishReason !== 'content_filter'
  return {
    ...run,
    status: isComplete ? 'completed' : 'incomplete',
    started_at: run['started_at'] ?? context.now,
    completed_at: isComplete ? context.now : null,
    expires_at: null,
    required_action: null,
    incomplete_details: isTruncated ? { reason: 'max_completion_tokens' } : null,
    usage: usageOfRun(reply, context),
  }
}

function requiredActionFields(calls: RunToolCall[]): JsonObject {
  return {
    status: 'requires_action',
    completed_at: null,
    required_action: { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: calls } },
    usage: null,
  }
}
