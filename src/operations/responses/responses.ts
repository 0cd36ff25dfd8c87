import type { ItemContext } from './items/item-context.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects } from '../../web/json/narrow.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Transform, TransformContext } from '../operation.ts'
import type { ResponseRequest } from './response-request.ts'
import { callItems } from './items/call-items.ts'
import { newItemId } from './items/item-ids.ts'
import { mcpListItems } from './items/mcp.ts'
import { messageItems } from './items/message.ts'
import { requestsReasoning, reasoningItem } from './items/reasoning.ts'
import { inputItems, readResponseRequest } from './items/read-input.ts'
import { createModerator } from '../../assistant/moderation.ts'
import { reasoningBudget } from '../../assistant/reasoning.ts'
import { composeReply, outputText, type Reply } from '../../assistant/reply.ts'
import { isClientExecuted, readTools } from '../../assistant/tools/tools.ts'
import type { Turn } from '../../assistant/conversation/types.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

/** Tokens per input item in addition to its text. */
const TOKENS_PER_ITEM = 4

/** Default effort of reasoning models. */
const DEFAULT_EFFORT = 'low'

/** The `incomplete_details.reason` by `finish_reason` of chat completions. */
const INCOMPLETE_REASONS: Record<string, string> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
}

/** Responses: output items, usage and the echoed request parameters. */
export const responses: Transform<ResponseRequest> = (answer, context) => {
  const { body, random, now, reply: patched } = context
  const reasons = requestsReasoning(body) || patched?.reasoning !== undefined
  const effort = reasons ? (body.reasoning?.effort ?? DEFAULT_EFFORT) : undefined
  const thinking = reasoningBudget(effort, body.max_output_tokens ?? undefined, patched?.reasoning)
  const request = readResponseRequest(body, thinking.maxTokens)
  const { turn } = request
  const reply = composeReply(request, context)
  const reason = INCOMPLETE_REASONS[reply.finishReason]
  const finalStatus = reason === undefined ? 'completed' : 'incomplete'
  const usage = responseUsage(answer, { body, turn, reply, reasoningTokens: thinking.tokens })
  const moderate = body.moderation && createModerator(body.moderation)
  const response = {
    ...echoParameters(answer, body),
    id: newItemId('resp_', random),
    created_at: now,
    error: null,
    status: finalStatus,
    completed_at: reason === undefined ? now : null,
    incomplete_details: reason === undefined ? null : { reason },
    output: outputItems(reply, { turn, reasons, context }),
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

/** The echoed request parameters, with the service's defaults. */
function echoParameters(answer: JsonObject, body: ResponseRequest): JsonObject {
  const { service_tier: tier, text, reasoning } = answer
  const { conversation } = body
  const conversationId = typeof conversation === 'string' ? conversation : conversation?.id
  return {
    ...answer,
    max_output_tokens: body.max_output_tokens ?? null,
    tools: asObjects(answer['tools']).map(withToolDefaults),
    text: { ...asObject(text), format: asObject(text)?.['format'] ?? { type: 'text' } },
    reasoning: { effort: null, summary: null, ...asObject(reasoning) },
    store: body.store ?? true,
    ...(conversationId !== undefined && { conversation: { id: conversationId } }),
    ...(tier === 'auto' && { service_tier: 'default' }),
  }
}

/** A tool with the service's defaults for omitted function properties. */
function withToolDefaults(tool: JsonObject): JsonObject {
  return tool['type'] === 'function' ? { parameters: null, strict: true, ...tool } : tool
}

/** A background response is returned queued, unless it is streamed: then it runs to completion. */
function isQueued({ background, stream }: ResponseRequest): boolean {
  return background === true && stream !== true
}

function toQueued(response: JsonObject): JsonObject {
  const { usage: _, moderation: __, ...known } = response
  return { ...known, status: 'queued', completed_at: null, incomplete_details: null, output: [] }
}

function outputItems(
  reply: Reply,
  { turn, reasons, context }: { turn: Turn; reasons: boolean; context: TransformContext<ResponseRequest> },
): JsonObject[] {
  const { body, random, budget } = context
  const { question: prompt } = turn
  const items: ItemContext = { body, prompt, random, budget }
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
  answer: JsonObject,
  {
    body,
    turn,
    reply,
    reasoningTokens,
  }: { body: ResponseRequest; turn: Turn; reply: Reply; reasoningTokens: number },
): JsonObject {
  const inputTokens = countTokens(turn.text) + TOKENS_PER_ITEM * Math.max(1, inputItems(body).length)
  const outputTokens = countTokens(outputText(reply)) + reasoningTokens
  return {
    ...asObject(answer['usage']),
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
  }
}
