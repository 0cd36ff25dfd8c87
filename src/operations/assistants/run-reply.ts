import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { textPart } from './messages.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { TransformContext } from '../operation.ts'
import { messageText, readPrompt } from '../../assistant/conversation.ts'
import { readOutputSchema } from '../../assistant/output-schema.ts'
import { composeReply, outputText, type Reply, type Turn } from '../../assistant/reply.ts'
import { DEFAULT_INSTRUCTIONS, DEFAULT_QUESTION } from '../../assistant/default-conversation.ts'
import { isClientExecuted, readTools } from '../../assistant/tools/tools.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

/** A function call in a run's `required_action`. */
export type RunToolCall = {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** The parts of a run's request that both its response and its stream depend on. */
export type RunRequest = Pick<TransformContext, 'body' | 'reply'>

/**
 * The assistant's reply in a run, to the messages or tool outputs of the request.
 *
 * @param runId seeds the reply, so that the run, its stream and its steps agree
 */
export function replyOfRun(runId: string, { body, reply }: RunRequest): Reply {
  return composeReply(toTurn(body), {
    random: seededRandom(`run ${runId}`),
    ...(reply !== undefined && { reply }),
  })
}

/** @returns the ids of a run's message and step, the same in every response about the run */
export function identifiersOfRun(runId: string): { messageId: string; stepId: string } {
  const random = seededRandom(`made by ${runId}`)
  return { messageId: newIdentifier('msg_', random), stepId: newIdentifier('step_', random) }
}

/** @returns the request assumed for a run that is retrieved, since runs are not stored */
export function assumedRunRequest({ reply }: Pick<RunRequest, 'reply'>): RunRequest {
  return {
    body: {
      instructions: DEFAULT_INSTRUCTIONS,
      additional_messages: [{ role: 'user', content: DEFAULT_QUESTION }],
    },
    ...(reply !== undefined && { reply }),
  }
}

/** @returns the content parts of the message with a reply */
export function replyContent({ content, refusal }: Reply): JsonObject[] {
  return refusal === null ? [textPart(content ?? '')] : [{ type: 'refusal', refusal }]
}

/** @returns the calls whose outputs the run waits for; none if one is truncated, which ends the run */
export function clientToolCalls({ calls }: Reply): RunToolCall[] {
  return calls.some(({ isTruncated }) => isTruncated === true)
    ? []
    : calls
        .filter(({ tool }) => isClientExecuted(tool))
        .map(({ tool, id, input }) => ({
          id,
          type: 'function',
          function: { name: tool.name, arguments: input },
        }))
}

/** @returns the run's token usage, which streamed runs report at their end, others once retrieved */
export function usageOfRun(reply: Reply, { body, reply: patched }: RunRequest): JsonObject {
  const promptTokens = countTokens(toTurn(body).conversation.text)
  const completionTokens = countTokens(outputText(reply))
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  }
  return withPatchedUsage(usage, patched?.usage)
}

function toTurn(body: JsonObject): Turn {
  const messages = [
    ...asObjects(asObject(body['thread'])?.['messages']),
    ...asObjects(body['additional_messages']),
  ]
  const texts = messages.map(({ content }) => messageText(content))
  const instructions = asString(body['instructions']) ?? ''
  const toolResults = asObjects(body['tool_outputs']).map(({ output }) => messageText(output))
  return {
    conversation: {
      ...readPrompt(messages),
      toolResults,
      text: [instructions, ...texts, ...toolResults].join('\n'),
    },
    tools: {
      tools: readTools(body['tools']),
      choice: body['tool_choice'],
      parallel: body['parallel_tool_calls'] !== false,
    },
    schema: readOutputSchema(asObject(body['response_format'])),
    verbosity: 'medium',
    limits: { maxTokens: asNumber(body['max_completion_tokens']), stop: [] },
  }
}
