import type { ItemContext } from './items/item-context.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { listIn, numberIn, objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import { callItems } from './items/call-items.ts'
import { itemIdentifier } from './items/item-ids.ts'
import { mcpListItems } from './items/mcp.ts'
import { messageItems } from './items/message.ts'
import { asksForReasoning, reasoningItem } from './items/reasoning.ts'
import { readResponseTurn } from './items/read-input.ts'
import { moderatorOf } from '../../assistant/moderation.ts'
import { think } from '../../assistant/reasoning.ts'
import { composeReply, type Reply, type Turn } from '../../assistant/reply.ts'
import { isRunByCaller, readTools } from '../../assistant/tools/tools.ts'
import { withPatchedUsage } from '../../assistant/usage.ts'

/** Tokens per input item in addition to its text. */
const TOKENS_AN_ITEM = 4

/** Default effort of reasoning models. */
const DEFAULT_EFFORT = 'low'

/** The `incomplete_details.reason` by `finish_reason` of chat completions. */
const INCOMPLETE: Record<string, string> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
}

/** Responses: output items, usage and the echoed request parameters. */
export const responses: Adapter = (answer, context) => {
  const { body, random, now, reply: patched } = context
  const reasons = asksForReasoning(body) || patched?.reasoning !== undefined
  const effort = reasons ? (stringIn(objectIn(body['reasoning'])?.['effort']) ?? DEFAULT_EFFORT) : undefined
  const thinking = think(effort, numberIn(body['max_output_tokens']), patched?.reasoning)
  const turn = readResponseTurn(body, thinking.maxTokens)
  const reply = composeReply(turn, context)
  const reason = INCOMPLETE[reply.finishReason]
  const ended = reason === undefined ? 'completed' : 'incomplete'
  const usage = usageOf(answer, { body, turn, reply, reasoningTokens: thinking.tokens })
  const moderate = moderatorOf(body['moderation'])
  const response = {
    ...echoed(answer, body),
    id: itemIdentifier('resp_', random),
    created_at: now,
    error: null,
    status: ended,
    completed_at: reason === undefined ? now : null,
    incomplete_details: reason === undefined ? null : { reason },
    output: outputOf(reply, { turn, reasons, context }),
    usage: withPatchedUsage(usage, patched?.usage),
    ...(moderate !== undefined && {
      moderation: {
        input: moderate(turn.conversation.text),
        output: moderate(reply.content ?? reply.refusal ?? ''),
      },
    }),
  }
  return isQueued(body) ? queued(response) : response
}

/** The echoed request parameters, with the service's defaults. */
function echoed(answer: JsonObject, body: JsonObject): JsonObject {
  const { service_tier: tier, text, reasoning } = answer
  const conversationId = stringIn(body['conversation']) ?? objectIn(body['conversation'])?.['id']
  return {
    ...answer,
    max_output_tokens: body['max_output_tokens'] ?? null,
    tools: objectsIn(answer['tools']).map(completed),
    text: { ...objectIn(text), format: objectIn(text)?.['format'] ?? { type: 'text' } },
    reasoning: { effort: null, summary: null, ...objectIn(reasoning) },
    store: body['store'] ?? true,
    ...(conversationId !== undefined && { conversation: { id: conversationId } }),
    ...(tier === 'auto' && { service_tier: 'default' }),
  }
}

/** A tool with the service's defaults for omitted function properties. */
function completed(tool: JsonObject): JsonObject {
  return tool['type'] === 'function' ? { parameters: null, strict: true, ...tool } : tool
}

/** A background response is returned queued, unless it is streamed: then it runs to completion. */
function isQueued({ background, stream }: JsonObject): boolean {
  return background === true && stream !== true
}

function queued(response: JsonObject): JsonObject {
  const { usage: _, moderation: __, ...known } = response
  return { ...known, status: 'queued', completed_at: null, incomplete_details: null, output: [] }
}

function outputOf(
  reply: Reply,
  { turn, reasons, context }: { turn: Turn; reasons: boolean; context: AdapterContext },
): JsonObject[] {
  const { body, random } = context
  const { prompt } = turn.conversation
  const items: ItemContext = { body, prompt, random }
  const isComplete = INCOMPLETE[reply.finishReason] === undefined
  const calls = reply.calls.flatMap((call) => callItems(call, items))
  const message = messageItems(reply, isComplete, items)
  // Text precedes calls that the client executes, and follows those that the service executes.
  const isWaiting = reply.calls.some(({ tool }) => isRunByCaller(tool))
  return [
    ...mcpListItems(readTools(body['tools']), items),
    ...(reasons ? [reasoningItem(reply.reasoning, items)] : []),
    ...(isWaiting ? [...message, ...calls] : [...calls, ...message]),
  ]
}

function usageOf(
  answer: JsonObject,
  {
    body,
    turn,
    reply,
    reasoningTokens,
  }: { body: JsonObject; turn: Turn; reply: Reply; reasoningTokens: number },
): JsonObject {
  const { content, refusal, calls } = reply
  const inputTokens =
    countTokens(turn.conversation.text) + TOKENS_AN_ITEM * Math.max(1, listIn(body['input']).length)
  const said = (content ?? '') + (refusal ?? '') + calls.map(({ input }) => input).join('')
  const outputTokens = countTokens(said) + reasoningTokens
  return {
    ...objectIn(answer['usage']),
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
  }
}
