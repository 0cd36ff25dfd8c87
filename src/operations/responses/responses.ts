import type { ItemContext } from './items/item-context.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import type { ModelTraits } from '../../openai/model-traits.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Transform, TransformContext } from '../operation.ts'
import type { ResponseRequest } from './response-request.ts'
import { echoParameters } from './echo/parameters.ts'
import { responseTraits } from './echo/version.ts'
import { inputTokenDetails } from './usage.ts'
import { asUnfinished } from './unfinished.ts'
import { callItems } from './items/call-items.ts'
import { mcpListItems } from './items/mcp.ts'
import { messageItems } from './items/message.ts'
import { newResponseId } from './kept/unstored-id.ts'
import { requestsReasoning, reasoningItem } from './items/reasoning.ts'
import { inputItems, readResponseRequest } from './items/read-input.ts'
import { createModerator } from '../../assistant/moderation.ts'
import { reasoningBudget } from '../../assistant/reasoning.ts'
import { composeReply, outputText, type Reply } from '../../assistant/reply.ts'
import { isClientExecuted, readTools } from '../../assistant/tools/tools.ts'
import type { Turn } from '../../assistant/conversation/types.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

/** Tokens per input item in addition to its text. */
export const TOKENS_PER_ITEM = 4

/** Effort of requested reasoning if the model is unknown. */
const DEFAULT_EFFORT = 'low'

/** The `incomplete_details.reason` by `finish_reason` of chat completions. */
const INCOMPLETE_REASONS: Record<string, string> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
}

/** Responses: output items, usage and the echoed request parameters. */
export const responses: Transform<ResponseRequest> = (answer, context) => {
  const { body, ids, now, reply: patched } = context
  const traits = responseTraits(answer['model'], body)
  const effort = effortOf(body, traits)
  const reasons = effort !== undefined || patched?.reasoning !== undefined
  const thinking = reasoningBudget(effort, body.max_output_tokens ?? undefined, patched?.reasoning)
  const request = readResponseRequest(body, thinking.maxTokens)
  const { turn } = request
  const reply = composeReply(request, context)
  const reason = INCOMPLETE_REASONS[reply.finishReason]
  const finalStatus = reason === undefined ? 'completed' : 'incomplete'
  const usage = responseUsage(body, { turn, reply, traits, reasoningTokens: thinking.tokens })
  const moderate = body.moderation && createModerator(body.moderation)
  const response = {
    ...echoParameters(answer, body, traits),
    id: newResponseId(ids, body.store !== false),
    created_at: now,
    error: null,
    status: finalStatus,
    ...(traits.responses >= '2026-01' && { completed_at: reason === undefined ? now : null }),
    incomplete_details: reason === undefined ? null : { reason },
    output: outputItems(reply, { turn, reasons, traits, context }),
    usage: withPatchedUsage(usage, patched?.usage),
    ...(moderate && {
      moderation: {
        input: moderate(turn.text),
        output: moderate(reply.content ?? reply.refusal ?? ''),
      },
    }),
  }
  return isQueued(body) ? toQueued(response) : response
}

/** A background response is returned queued, unless it is streamed: then it runs to completion. */
export function isQueued({ background, stream }: { background?: Json; stream?: Json }): boolean {
  return background === true && stream !== true
}

/** @returns a finished response as it is returned first */
export function toQueued(response: JsonObject): JsonObject {
  return {
    ...asUnfinished(response),
    status: 'queued',
    service_tier: 'auto',
  }
}

function outputItems(
  reply: Reply,
  {
    turn,
    reasons,
    traits,
    context,
  }: { turn: Turn; reasons: boolean; traits: ModelTraits; context: TransformContext<ResponseRequest> },
): JsonObject[] {
  const { body, ids, budget } = context
  const { question: prompt } = turn
  const items: ItemContext = { body, prompt, random: ids, budget, traits }
  const isComplete = INCOMPLETE_REASONS[reply.finishReason] === undefined
  const calls = reply.calls.flatMap((call) => callItems(call, items))
  const message = messageItems(reply, isComplete, items)
  // Text precedes calls that the client executes, and follows those that the service executes.
  const isWaiting = reply.calls.some(({ tool }) => isClientExecuted(tool))
  return [
    ...mcpListItems(readTools(body.tools), items),
    ...(reasons ? [reasoningItem(reply.reasoning, items)] : []),
    ...(isWaiting ? [...message, ...calls] : [...calls, ...message]),
  ]
}

function responseUsage(
  body: ResponseRequest,
  {
    turn,
    reply,
    traits,
    reasoningTokens,
  }: { turn: Turn; reply: Reply; traits: ModelTraits; reasoningTokens: number },
): JsonObject {
  const inputTokens = countTokens(turn.text) + TOKENS_PER_ITEM * Math.max(1, inputItems(body).length)
  const outputTokens = countTokens(outputText(reply)) + reasoningTokens
  return {
    input_tokens: inputTokens,
    input_tokens_details: inputTokenDetails(traits),
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
  }
}

/** The effort of the model's reasoning, or undefined if it does not reason. */
function effortOf(body: ResponseRequest, { defaultEffort }: ModelTraits): string | undefined {
  const effort =
    body.reasoning?.effort ?? defaultEffort ?? (requestsReasoning(body) ? DEFAULT_EFFORT : undefined)
  return effort === 'none' ? undefined : effort
}
