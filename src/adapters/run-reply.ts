import type { JsonObject } from '../json/json.ts'
import { numberIn, objectIn, objectsIn, stringIn } from '../json/read-json.ts'
import { newIdentifier } from '../openai/identifiers.ts'
import { seededRandom } from '../openai/seeded-random.ts'
import { countTokens } from '../openai/tokens.ts'
import type { AdapterContext } from './adapter.ts'
import { enclosedIn, textOf } from './text/conversation.ts'
import { readOutputSchema } from './text/output-schema.ts'
import { composeReply, type Reply, type Turn } from './text/reply.ts'
import { STORED_INSTRUCTIONS, STORED_QUESTION } from './text/stored-question.ts'
import { isRunByCaller, readTools } from './text/tools.ts'
import { withPatchedUsage } from './text/usage.ts'

/** A call of a function, as a run tells it. */
export type RunToolCall = {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** What is known of a request for a run, when it is answered and when that is told as a stream. */
export type RunRequest = Pick<AdapterContext, 'body' | 'reply'>

/**
 * What the assistant says in a run: to the messages that the request brings, or to the outputs of tools.
 *
 * @param runId seeds what is made up, so that the run, its stream and its tool calls tell the same
 */
export function replyOfRun(runId: string, { body, reply }: RunRequest): Reply {
  return composeReply(turnOf(body), {
    random: seededRandom(`run ${runId}`),
    ...(reply !== undefined && { reply }),
  })
}

/** @returns the ids of what a run makes, the same wherever it is told */
export function identifiersOfRun(runId: string): { messageId: string; stepId: string } {
  const random = seededRandom(`made by ${runId}`)
  return { messageId: newIdentifier('msg_', random), stepId: newIdentifier('step_', random) }
}

/** @returns the request that a run of which nothing is kept is taken to have been */
export function storedRun({ reply }: Pick<RunRequest, 'reply'>): RunRequest {
  return {
    body: {
      instructions: STORED_INSTRUCTIONS,
      additional_messages: [{ role: 'user', content: STORED_QUESTION }],
    },
    ...(reply !== undefined && { reply }),
  }
}

/** @returns the content of the message that tells a reply */
export function contentOfReply({ content, refusal }: Reply): JsonObject[] {
  return refusal === null
    ? [{ type: 'text', text: { value: content ?? '', annotations: [] } }]
    : [{ type: 'refusal', refusal }]
}

/** @returns the calls that a run waits for the outputs of: none where one is cut, which ends the run */
export function callsForCaller({ calls }: Reply): RunToolCall[] {
  return calls.some(({ isCut }) => isCut === true)
    ? []
    : calls
        .filter(({ tool }) => isRunByCaller(tool))
        .map(({ tool, id, input }) => ({
          id,
          type: 'function',
          function: { name: tool.name, arguments: input },
        }))
}

/** @returns what the run costs; streamed runs tell it at their end, others once they are retrieved */
export function usageOfRun(reply: Reply, { body, reply: patched }: RunRequest): JsonObject {
  const promptTokens = countTokens(turnOf(body).conversation.text)
  const said = (reply.content ?? '') + (reply.refusal ?? '') + reply.calls.map(({ input }) => input).join('')
  const completionTokens = countTokens(said)
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  }
  return withPatchedUsage(usage, patched?.usage)
}

function turnOf(body: JsonObject): Turn {
  const messages = [
    ...objectsIn(objectIn(body['thread'])?.['messages']),
    ...objectsIn(body['additional_messages']),
  ]
  const lastUser = messages.findLast(({ role }) => role === 'user')
  const texts = messages.map(({ content }) => textOf(content))
  const instructions = stringIn(body['instructions']) ?? ''
  const toolResults = objectsIn(body['tool_outputs']).map(({ output }) => textOf(output))
  return {
    conversation: {
      prompt: textOf(lastUser?.['content']),
      enclosed: enclosedIn(lastUser?.['content']),
      toolResults,
      text: [instructions, ...texts, ...toolResults].join('\n'),
    },
    tools: {
      tools: readTools(body['tools']),
      choice: body['tool_choice'],
      parallel: body['parallel_tool_calls'] !== false,
    },
    schema: readOutputSchema(objectIn(body['response_format'])),
    verbosity: 'medium',
    limits: { maxTokens: numberIn(body['max_completion_tokens']), stop: [] },
  }
}
