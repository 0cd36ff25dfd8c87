import type { Json, JsonObject } from '../../json/json.ts'
import { objectIn } from '../../json/read-json.ts'
import { newIdentifier } from '../../openai/identifiers.ts'
import type { Random } from '../../openai/seeded-random.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { AssistantReply, ToolCall } from './assistant-reply.ts'
import { chooseTools, type ToolRequest } from './choose-tools.ts'
import { composeText, type TextRequest } from './composed-text.ts'
import { composeArguments } from './composed-arguments.ts'
import type { Conversation } from './conversation.ts'
import { type LimitedText, type Limits, limitText } from './limit-text.ts'
import { type Citation, cite, fileSourceIn, webSourceFor } from './sources.ts'
import { isRunByCaller, type Tool } from './tools.ts'

/** What a request asks of the assistant, whichever endpoint it came through. */
export interface Turn extends Omit<TextRequest, 'conversation'> {
  conversation: Conversation
  tools: ToolRequest
  limits: Limits
  /** True when the web is searched without a tool's call (`web_search_options`). */
  searchesWeb?: boolean
}

/** A call of a tool. */
export interface Call {
  tool: Tool
  /** `call_...` */
  id: string
  /** Arguments as JSON text, or a custom tool's free text. */
  input: string
  /** True when the most tokens ended the input before its end. */
  isCut?: boolean
  /** What a patch's reply says of a built-in tool's item, member by member. */
  patched?: JsonObject
}

/** What the assistant says, before an endpoint tells it in its own form. */
export interface Reply {
  /** Null where there are calls for the caller to run, or a refusal. */
  content: string | null
  refusal: string | null
  /** What the content is based on; only what was searched for is cited. */
  citations: Citation[]
  /** What the model thought, where a patch says so. */
  reasoning: string | undefined
  calls: Call[]
  /** As chat completions name it: `stop`, `length`, `tool_calls`, `content_filter`. */
  finishReason: string
}

/**
 * Composes what the assistant says to a request: calls of the tools that fit, or a text. What a patch's reply says takes
 * the place of what would have been said, field by field. A text of the patch is said in full: the request's limits
 * (`max_tokens`, `stop`) cut composed texts only, and `finishReason` tells an end that the patch wants.
 *
 * @param turn what was asked
 * @param context the request's numbers, and the patch's reply
 */
export function composeReply(
  turn: Turn,
  { random, reply: patched = {} }: { random: Random; reply?: AssistantReply },
): Reply {
  const calls = callsOf(turn, patched, random)
  const isWaiting = calls.some(({ tool }) => isRunByCaller(tool))
  const isCutCall = calls.some(({ isCut }) => isCut === true)
  const said = patched.content ?? jsonText(patched.json)
  const isSilent = isWaiting || patched.refusal !== undefined || patched.content === null
  const composed = said === undefined && !isSilent ? composedText(turn, calls, random) : undefined
  return {
    content: said ?? composed?.text ?? null,
    refusal: patched.refusal ?? null,
    citations: composed?.citations ?? [],
    reasoning: patched.reasoning,
    calls,
    finishReason:
      patched.finishReason ??
      (isCutCall || composed?.isCut === true ? 'length' : isWaiting ? 'tool_calls' : 'stop'),
  }
}

function composedText(turn: Turn, calls: Call[], random: Random): LimitedText & { citations: Citation[] } {
  const plain = composeText(turn, random)
  const { prompt } = turn.conversation
  const searches = turn.searchesWeb === true || calls.some(({ tool }) => tool.kind === 'web_search')
  const fileSearches = calls.filter(({ tool }) => tool.kind === 'file_search')
  // What has a form of its own has no room for links.
  const { text, citations } =
    turn.schema === undefined && turn.prediction === undefined
      ? cite(plain, {
          pages: searches ? [webSourceFor(prompt)] : [],
          files: fileSearches.map(({ tool }) => fileSourceIn(tool.definition['vector_store_ids'])),
        })
      : { text: plain, citations: [] }
  const limited = limitText(text, turn.limits)
  return { ...limited, citations: limited.text.length < text.length ? [] : citations }
}

/** After a tool's result there is an answer, so that every loop of an agent ends. */
function callsOf({ tools, conversation, limits }: Turn, patched: AssistantReply, random: Random): Call[] {
  if (patched.toolCalls !== undefined) {
    return patched.toolCalls.map((call) => patchedCall(call, tools.tools, { conversation, random }))
  }
  const saysText = typeof patched.content === 'string' || patched.json !== undefined
  if (saysText || patched.refusal !== undefined || conversation.toolResults.length > 0) {
    return []
  }
  const calls = chooseTools(tools, conversation.prompt).map((tool) => ({
    tool,
    id: newIdentifier('call_', random),
    input: composeArguments(tool, conversation.prompt, random),
  }))
  return limits.maxTokens === undefined ? calls : withinTokens(calls, limits.maxTokens)
}

/** Calls whose inputs have the most tokens together: the one that goes beyond is cut, and none comes after it. */
function withinTokens(calls: Call[], maxTokens: number): Call[] {
  const kept: Call[] = []
  let left = maxTokens
  for (const call of calls) {
    // What the service calls itself has no input that is told.
    const isTold = call.tool.kind === 'function' || call.tool.kind === 'custom'
    const { text, isCut } = isTold
      ? limitText(call.input, { maxTokens: left, stop: [] })
      : { text: call.input, isCut: false }
    kept.push(isCut ? { ...call, input: text, isCut } : call)
    if (isCut) {
      break
    }
    left -= isTold ? countTokens(text) : 0
  }
  return kept
}

function patchedCall(
  { name, id, arguments: given }: ToolCall,
  tools: Tool[],
  { conversation, random }: { conversation: Conversation; random: Random },
): Call {
  const tool = tools.find((one) => one.name === name) ?? functionCalled(name)
  const members = objectIn(given)
  const isBuiltIn = tool.kind !== 'function' && tool.kind !== 'custom'
  return {
    tool,
    id: id ?? newIdentifier('call_', random),
    input:
      typeof given === 'string'
        ? given
        : (jsonText(given) ?? composeArguments(tool, conversation.prompt, random)),
    ...(isBuiltIn && members !== undefined && { patched: members }),
  }
}

/** A function that the request does not have; a patch may call it all the same. */
function functionCalled(name: string): Tool {
  return { kind: 'function', name, parameters: { type: 'object', properties: {} }, definition: {} }
}

function jsonText(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}
