import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { annotationsOf, FOUND_PASSAGES, readPassages, withMarks } from './run-citations.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { TransformContext } from '../operation.ts'
import { messageText, readMessage } from '../../assistant/conversation/read-messages.ts'
import { readTurn } from '../../assistant/conversation/read-turn.ts'
import type { Message, RawStep, Turn } from '../../assistant/conversation/types.ts'
import { readOutputSchema } from '../../assistant/output-schema.ts'
import { composeReply, outputText, type Reply, type ReplyRequest } from '../../assistant/reply.ts'
import { DEFAULT_INSTRUCTIONS, DEFAULT_QUESTION } from '../../assistant/default-conversation.ts'
import { isClientExecuted, readTools } from '../../assistant/tools/tools.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

/** A function call in a run's `required_action`. */
export type RunToolCall = {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** A property that kept runs add to the body: their steps that called tools, with outputs, oldest first. */
export const EARLIER_STEPS = 'earlier_steps'

/** The parts of a run's request that both its response and its stream depend on. */
export type RunRequest = Pick<TransformContext, 'body' | 'reply' | 'budget' | 'now' | 'explain'>

/**
 * The assistant's reply in a run, to the messages or tool outputs of the request.
 *
 * @param runId seeds the reply, so that the run, its stream and its steps agree
 */
export function replyOfRun(runId: string, { body, ...context }: RunRequest): Reply {
  const found = readPassages(body[FOUND_PASSAGES])
  const composed = composeReply(toRequest(body), {
    ...contextOfRun(context),
    random: seededRandom(seedOf(`run ${runId}`, body)),
    ...(found && { findPassages: () => found }),
  })
  return found === undefined ? composed : withMarks(composed)
}

/**
 * @param body the request; after tool outputs, the run takes another step
 * @returns the ids of a run's message and step, the same in every response about the run
 */
export function identifiersOfRun(
  runId: string,
  body: JsonObject = {},
): { messageId: string; stepId: string } {
  const random = seededRandom(seedOf(`made by ${runId}`, body))
  return { messageId: newIdentifier('msg_', random), stepId: newIdentifier('step_', random) }
}

/** Each step of a run has other random numbers. */
function seedOf(seed: string, body: JsonObject): string {
  const { length } = asObjects(body[EARLIER_STEPS])
  return length === 0 ? seed : `${seed} ${length}`
}

/** @returns the request assumed for a retrieved run that was never created */
export function assumedRunRequest(context: Omit<RunRequest, 'body'>): RunRequest {
  return {
    ...contextOfRun(context),
    body: {
      instructions: DEFAULT_INSTRUCTIONS,
      additional_messages: [{ role: 'user', content: DEFAULT_QUESTION }],
    },
  }
}

/** @returns the members that replies of runs depend on, without the random numbers of the request */
function contextOfRun({ budget, now, reply, explain }: Omit<RunRequest, 'body'>): Omit<RunRequest, 'body'> {
  return { budget, now, ...(reply && { reply }), ...(explain && { explain }) }
}

/** @returns the text that a run answers */
export function questionOfRun(body: JsonObject): string {
  return toTurn(body).question
}

/** @returns the content parts of the message with a reply */
export function replyContent(reply: Reply): JsonObject[] {
  const { content, refusal } = reply
  return refusal === null
    ? [{ type: 'text', text: { value: content ?? '', annotations: annotationsOf(reply) } }]
    : [{ type: 'refusal', refusal }]
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
export function usageOfRun(
  reply: Reply,
  { body, reply: patched }: Pick<RunRequest, 'body' | 'reply'>,
): JsonObject {
  const promptTokens = countTokens(toTurn(body).text)
  const completionTokens = countTokens(outputText(reply))
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_token_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  }
  return withPatchedUsage(usage, patched?.usage)
}

function toRequest(body: JsonObject): ReplyRequest {
  return {
    turn: toTurn(body),
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

function toTurn(body: JsonObject): Turn {
  const messages: Message[] = [
    { role: 'system', parts: [asString(body['instructions']) ?? ''] },
    ...asObjects(asObject(body['thread'])?.['messages']).map(readMessage),
    ...asObjects(body['additional_messages']).map(readMessage),
  ]
  const steps: RawStep[] = []
  for (const { name, input, output } of toolResults(body)) {
    steps.push({ name, input, output, position: messages.length })
    messages.push({ role: 'tool', parts: [output] })
  }
  const turn = readTurn(messages, steps)
  // Instructions alone are no question: the messages are stored in the thread.
  return turn.isInstruction ? { ...turn, question: '', isInstruction: false } : turn
}

/** A tool call and its output. */
interface ToolResult {
  name: string
  input: string
  output: string
}

/** The calls of kept runs; the outputs of other runs are sent without their calls. */
function toolResults(body: JsonObject): ToolResult[] {
  const earlier = asObjects(body[EARLIER_STEPS])
  return earlier.length === 0
    ? asObjects(body['tool_outputs']).map(({ output }) => ({
        name: '',
        input: '',
        output: messageText(output),
      }))
    : earlier.flatMap(callsOfStep).map(({ function: called }) => {
        const { name, arguments: input, output } = asObject(called) ?? {}
        return { name: asString(name) ?? '', input: asString(input) ?? '', output: messageText(output) }
      })
}

/** @returns the calls of a step */
export function callsOfStep(step: JsonObject): JsonObject[] {
  return asObjects(asObject(step['step_details'])?.['tool_calls'])
}
