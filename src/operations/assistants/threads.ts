import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObjects, asString } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { Transform, TransformContext } from '../operation.ts'
import {
  clientToolCalls,
  replyContent,
  identifiersOfRun,
  replyOfRun,
  assumedRunRequest,
  usageOfRun,
} from './run-reply.ts'
import { textPart } from './messages.ts'
import { messageStep, toolCallStep } from './run-steps.ts'
import { DEFAULT_QUESTION } from '../../assistant/default-conversation.ts'

/** The messages of a thread, newest first: a run's reply and the user's question. */
export const threadMessages: Transform = (answer, context) => {
  const { query, pathParameters } = context
  const [example] = asObjects(answer['data'])
  const threadId = asString(pathParameters['thread_id']) ?? ''
  const random = seededRandom(`thread ${threadId}`)
  const question: JsonObject = {
    ...example,
    id: newIdentifier('msg_', random),
    role: 'user',
    assistant_id: null,
    run_id: null,
    content: [textPart(DEFAULT_QUESTION)],
  }
  const requestedRunId = query.get('run_id')
  const runId = requestedRunId ?? newIdentifier('run_', random)
  const reply: JsonObject = { ...question, ...assistantFields(runId, context, random) }
  const created = asNumber(example?.['created_at']) ?? context.now
  const data = requestedRunId === null ? [reply, { ...question, created_at: created - 1 }] : [reply]
  return { ...answer, data }
}

/** A retrieved message: the user's, unless a patch's reply makes it the assistant's. */
export const threadMessage: Transform = (answer, context) => {
  const id = asString(answer['id']) ?? ''
  const random = seededRandom(`message ${id}`)
  return context.reply === undefined
    ? answer
    : { ...answer, ...assistantFields(newIdentifier('run_', random), context, random), id }
}

/**
 * The steps of a run, newest first: either a message preceded by a code interpreter call, or function calls that wait
 * for their outputs.
 */
export const runSteps: Transform = (answer, context) => {
  const [example] = asObjects(answer['data'])
  const last = retrievedStep(example ?? {}, context)
  const data = last['type'] === 'tool_calls' ? [last] : [last, codeStepBefore(last)]
  return { ...answer, data }
}

function codeStepBefore(step: JsonObject): JsonObject {
  const random = seededRandom(`code ${JSON.stringify(step['id'])}`)
  const created = asNumber(step['created_at']) ?? 0
  const call: JsonObject = {
    id: newIdentifier('call_', random),
    type: 'code_interpreter',
    code_interpreter: {
      input: 'print(sum(range(1, 11)))',
      outputs: [{ type: 'logs', logs: '55\n' }],
    },
  }
  return {
    ...step,
    id: newIdentifier('step_', random),
    created_at: created - 1,
    ...toolCallStep([call]),
    usage: {
      prompt_tokens: 0,
      completion_tokens: 0,
      total_tokens: 0,
      prompt_token_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
  }
}

/** One step of a run. */
export const runStep: Transform = (answer, context) => ({
  ...retrievedStep(answer, context),
  id: answer['id'] ?? '',
})

function assistantFields(
  runId: string,
  context: TransformContext,
  random: TransformContext['random'],
): JsonObject {
  return {
    id: identifiersOfRun(runId).messageId,
    role: 'assistant',
    assistant_id: newIdentifier('asst_', random),
    run_id: runId,
    content: replyContent(replyOfRun(runId, assumedRunRequest(context))),
  }
}

function retrievedStep(step: JsonObject, context: TransformContext): JsonObject {
  const runId = asString(context.pathParameters['run_id']) ?? ''
  const { messageId, stepId } = identifiersOfRun(runId)
  const request = assumedRunRequest(context)
  const reply = replyOfRun(runId, request)
  const calls = clientToolCalls(reply).map(({ id, function: called }): JsonObject => ({
    id: id ?? '',
    type: 'function',
    function: { ...called, output: null },
  }))
  return calls.length > 0
    ? {
        ...step,
        id: stepId,
        ...toolCallStep(calls),
        status: 'in_progress',
        completed_at: null,
        usage: null,
      }
    : {
        ...step,
        id: stepId,
        ...messageStep(messageId),
        status: 'completed',
        usage: usageOfRun(reply, request),
      }
}
