import type { JsonObject } from '../../web/json/json.ts'
import { numberIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import {
  callsForCaller,
  contentOfReply,
  identifiersOfRun,
  replyOfRun,
  storedRun,
  usageOfRun,
} from './run-reply.ts'
import { STORED_QUESTION } from '../../assistant/default-conversation.ts'

/** The messages of a thread, newest first: a run's reply and the user's question. */
export const threadMessages: Adapter = (answer, context) => {
  const { query, pathParameters } = context
  const [example] = objectsIn(answer['data'])
  const threadId = stringIn(pathParameters['thread_id']) ?? ''
  const random = seededRandom(`thread ${threadId}`)
  const question: JsonObject = {
    ...example,
    id: newIdentifier('msg_', random),
    role: 'user',
    assistant_id: null,
    run_id: null,
    content: [{ type: 'text', text: { value: STORED_QUESTION, annotations: [] } }],
  }
  const asked = query.get('run_id')
  const runId = asked ?? newIdentifier('run_', random)
  const reply: JsonObject = { ...question, ...answered(runId, context, random) }
  const created = numberIn(example?.['created_at']) ?? context.now
  const data = asked === null ? [reply, { ...question, created_at: created - 1 }] : [reply]
  return { ...answer, data }
}

/** A retrieved message: the user's, unless a patch's reply makes it the assistant's. */
export const threadMessage: Adapter = (answer, context) => {
  const id = stringIn(answer['id']) ?? ''
  const random = seededRandom(`message ${id}`)
  return context.reply === undefined
    ? answer
    : { ...answer, ...answered(newIdentifier('run_', random), context, random), id }
}

/**
 * The steps of a run, newest first: either a message preceded by a code interpreter call, or function calls that wait
 * for their outputs.
 */
export const runSteps: Adapter = (answer, context) => {
  const [example] = objectsIn(answer['data'])
  const last = stepOf(example ?? {}, context)
  const data = last['type'] === 'tool_calls' ? [last] : [last, codeStepBefore(last)]
  return { ...answer, data }
}

function codeStepBefore(step: JsonObject): JsonObject {
  const random = seededRandom(`code ${JSON.stringify(step['id'])}`)
  const created = numberIn(step['created_at']) ?? 0
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
    type: 'tool_calls',
    step_details: { type: 'tool_calls', tool_calls: [call] },
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
  }
}

/** One step of a run. */
export const runStep: Adapter = (answer, context) => ({ ...stepOf(answer, context), id: answer['id'] ?? '' })

function answered(runId: string, context: AdapterContext, random: AdapterContext['random']): JsonObject {
  return {
    id: identifiersOfRun(runId).messageId,
    role: 'assistant',
    assistant_id: newIdentifier('asst_', random),
    run_id: runId,
    content: contentOfReply(replyOfRun(runId, storedRun(context))),
  }
}

function stepOf(step: JsonObject, context: AdapterContext): JsonObject {
  const runId = stringIn(context.pathParameters['run_id']) ?? ''
  const { messageId, stepId } = identifiersOfRun(runId)
  const request = storedRun(context)
  const reply = replyOfRun(runId, request)
  const calls = callsForCaller(reply).map(({ id, function: called }): JsonObject => ({
    id: id ?? '',
    type: 'function',
    function: { ...called, output: null },
  }))
  return calls.length > 0
    ? {
        ...step,
        id: stepId,
        type: 'tool_calls',
        status: 'in_progress',
        step_details: { type: 'tool_calls', tool_calls: calls },
        completed_at: null,
        usage: null,
      }
    : {
        ...step,
        id: stepId,
        type: 'message_creation',
        status: 'completed',
        step_details: { type: 'message_creation', message_creation: { message_id: messageId } },
        usage: usageOfRun(reply, request),
      }
}
