import type { Json, JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { newIdentifier } from '../openai/ids.ts'
import type { Generation } from './generation.ts'
import { countTokens } from '../openai/tokens.ts'
import type { AssistantReply, ToolCall } from './reply-types.ts'
import { nextCalls } from './tools/next-step.ts'
import type { ToolRequest } from './tools/select-tools.ts'
import type { Turn } from './conversation/types.ts'
import { callName, readToolChoice } from './tools/tool-choice.ts'
import { composeText, type TextRequest } from './answer-text.ts'
import { type ArgumentContext, composeArguments } from './tools/tool-arguments.ts'
import { type LimitedText, type Limits, limitText } from './text/token-limits.ts'
import { type FindPassages, type FoundPassage, quotePassages } from './file-search.ts'
import { type Citation, cite, fileSourceFor, webSourceFor } from './text/citations.ts'
import { isClientExecuted, type Tool } from './tools/tools.ts'

/** The input of one reply, in one form for all endpoints. */
export interface ReplyRequest extends TextRequest {
  tools: ToolRequest
  limits: Limits
  /** True if the web is searched without a tool call (`web_search_options`). */
  searchesWeb?: boolean
}

/** A tool call. */
export interface Call {
  tool: Tool
  /** `call_...` */
  id: string
  /** Arguments as serialized JSON, or a custom tool's free text. */
  input: string
  /** True if the input was truncated by the token limit. */
  isTruncated?: boolean
  /** The passages that a file search found; undefined if they are examples. */
  found?: readonly FoundPassage[]
  /** Fields of a built-in tool's item, set by a patch's reply. */
  patched?: JsonObject
}

/** The assistant's reply, before it is converted to an endpoint's format. */
export interface Reply {
  /** Null if the client has to run calls, or for a refusal. */
  content: string | null
  refusal: string | null
  /** Sources of the content, found by web or file search. */
  citations: Citation[]
  /** Reasoning text, if set by a patch. */
  reasoning: string | undefined
  calls: Call[]
  /** Chat completion name: `stop`, `length`, `tool_calls`, `content_filter`. */
  finishReason: string
}

/**
 * Composes the assistant's reply: tool calls or a text. Fields of a patch's reply override the generated ones. The
 * request's limits (`max_tokens`, `stop`) apply to generated text only; a patch can set `finishReason` itself.
 *
 * @param context the request's random numbers and budget, and the patch's reply
 */
export function composeReply(request: ReplyRequest, context: ReplyContext): Reply {
  const { reply: patched = {} } = context
  const planned = composeCalls(request, patched, context).map((call) => withPassages(call, request, context))
  const calls = planned.length > 0 ? planned : searchFiles(request, patched, context)
  const awaitsClient = calls.some(({ tool }) => isClientExecuted(tool))
  // The service ends with `stop` if the request names the tool to call.
  const isNamed =
    patched.toolCalls === undefined &&
    readToolChoice(request.tools.tools, request.tools.choice).mode === 'named'
  const hasTruncatedCall = calls.some(({ isTruncated }) => isTruncated === true)
  const patchedText = patched.content ?? serializeJson(patched.json)
  const hasNoText = awaitsClient || patched.refusal !== undefined || patched.content === null
  const generated =
    patchedText === undefined && !hasNoText ? generateText(request, calls, context) : undefined
  return {
    content: patchedText ?? generated?.text ?? null,
    refusal: patched.refusal ?? null,
    citations: generated?.citations ?? [],
    reasoning: patched.reasoning,
    calls,
    finishReason:
      patched.finishReason ??
      (hasTruncatedCall || generated?.isTruncated === true
        ? 'length'
        : awaitsClient && !isNamed
          ? 'tool_calls'
          : 'stop'),
  }
}

/** What a reply depends on in addition to the request's text. */
export interface ReplyContext extends Generation {
  /** The reply of a patch. */
  reply?: AssistantReply
  /** Searches in vector stores; undefined if no objects are kept. */
  findPassages?: FindPassages
}

const FEWER_CHOICES =
  'there are fewer choices than requested: all together exceed the output limit of a response'

/**
 * Composes the replies of several choices.
 *
 * @param count requested number of replies, at least 1
 * @returns at least one reply, and as many as the budget allows
 */
export function composeReplies(count: number, request: ReplyRequest, context: ReplyContext): Reply[] {
  const { budget } = context
  const first = composeReply(request, context)
  const replies = [first]
  const size = outputSize(first)
  // Further choices have the same reasons.
  const { explain: _, ...further } = context
  while (
    replies.length < count &&
    budget.write(size, FEWER_CHOICES) &&
    budget.work(choiceSteps(request, size), FEWER_CHOICES)
  ) {
    replies.push(composeReply(request, further))
  }
  return replies
}

/** Steps to compose a reply, to read a tool, and to read or write a character. */
const STEPS_PER_CHOICE = 3000
const STEPS_PER_TOOL = 2000
const STEPS_PER_CHARACTER = 2

function choiceSteps({ turn, tools }: ReplyRequest, size: number): number {
  return (
    STEPS_PER_CHOICE +
    STEPS_PER_TOOL * tools.tools.length +
    STEPS_PER_CHARACTER * (size + turn.question.length)
  )
}

function outputSize({ content, refusal, calls }: Reply): number {
  return calls.reduce(
    (size, { input }) => size + input.length,
    (content ?? '').length + (refusal ?? '').length,
  )
}

/** @returns all text of a reply, including the input of its calls, for token counts */
export function outputText({
  content,
  refusal,
  calls,
}: Pick<Reply, 'content' | 'refusal' | 'calls'>): string {
  return (content ?? '') + (refusal ?? '') + calls.map(({ input }) => input).join('')
}

function generateText(
  request: ReplyRequest,
  calls: Call[],
  generation: Generation,
): LimitedText & { citations: Citation[] } {
  const searchesWeb = request.searchesWeb === true || calls.some(({ tool }) => tool.kind === 'web_search')
  const fileSearches = calls.filter(({ tool }) => tool.kind === 'file_search')
  const quote = quotePassages(
    fileSearches.flatMap(({ found = [] }) => found),
    request.turn,
  )
  const uncited = composeText({ ...request, quote: quote?.sentence }, generation)
  // Structured and predicted output must not contain links.
  const { text, citations } =
    request.schema === undefined && request.prediction === undefined
      ? cite(uncited, {
          pages: searchesWeb ? [webSourceFor(request.turn.question)] : [],
          files: [
            ...(quote === undefined ? [] : [quote.passage]),
            ...fileSearches
              .filter(({ found }) => found === undefined)
              .map(({ tool }) => fileSourceFor(tool.definition['vector_store_ids'])),
          ],
        })
      : { text: uncited, citations: [] }
  const limited = limitText(text, request.limits)
  return { ...limited, citations: limited.text.length < text.length ? [] : citations }
}

function composeCalls(
  { turn, tools, limits }: ReplyRequest,
  patched: AssistantReply,
  generation: Generation,
): Call[] {
  if (patched.toolCalls !== undefined) {
    return patched.toolCalls.map((call) => patchedCall(call, tools.tools, { turn, generation }))
  }
  const hasPatchedText = typeof patched.content === 'string' || patched.json !== undefined
  if (hasPatchedText || patched.refusal !== undefined) {
    return []
  }
  const { explain } = generation
  const calls = nextCalls(turn, tools, explain).map(({ tool, clause }) => ({
    tool,
    id: newIdentifier('call_', generation.ids ?? generation.random),
    input: composeArguments(tool, { turn, clause, generation: withCall(generation, tool) }),
  }))
  const fresh = withoutRepeated(calls, turn)
  const isForced = readToolChoice(tools.tools, tools.choice).mode !== 'auto'
  return limitCalls(fresh.length === 0 && isForced ? calls.slice(0, 1) : fresh, limits)
}

/** Reasons for arguments start with the name of the tool. */
function withCall(generation: Generation, tool: Tool): Generation {
  const { explain } = generation
  return explain === undefined
    ? generation
    : {
        ...generation,
        explain: ({ at, ...reason }) => {
          explain({ at: `${callName(tool)}${at}`, ...reason })
        },
      }
}

/** A model searches its files for an answer, if it is free to and there are any. */
function searchFiles(
  { turn, tools }: ReplyRequest,
  patched: AssistantReply,
  { findPassages, random }: ReplyContext,
): Call[] {
  const isPatched = [patched.content, patched.json, patched.refusal, patched.toolCalls].some(
    (field) => field !== undefined,
  )
  const isFree = readToolChoice(tools.tools, tools.choice).mode === 'auto'
  if (findPassages === undefined || isPatched || !isFree || turn.hasFreshResults) {
    return []
  }
  return tools.tools
    .filter(({ kind }) => kind === 'file_search')
    .map((tool) => ({ tool, found: findPassages(tool.definition, turn.question) ?? [] }))
    .filter(({ found }) => found.length > 0)
    .map((search) => ({ ...search, id: newIdentifier('call_', random), input: turn.question }))
}

/** Adds the passages to a file search. */
function withPassages(call: Call, { turn }: ReplyRequest, { findPassages }: ReplyContext): Call {
  const { kind, definition } = call.tool
  const found = kind === 'file_search' ? findPassages?.(definition, turn.question) : undefined
  return found === undefined ? call : { ...call, found }
}

/** Removes calls that were made in this turn or are planned twice. */
function withoutRepeated(calls: Call[], { steps }: Turn): Call[] {
  const known = new Set(steps.map(({ name, input }) => callKey(name, input)))
  return calls.filter(({ tool, input }) => {
    const key = callKey(callName(tool), input)
    // Built-in tools are not called by arguments.
    const isRepeated = known.has(key) && (tool.kind === 'function' || tool.kind === 'custom')
    known.add(key)
    return !isRepeated
  })
}

function callKey(name: string, input: string): string {
  return `${name} ${input.replaceAll(/\s+/g, '')}`
}

/** Truncates the first call whose input exceeds the token limit and drops the calls after it. */
function limitCalls(calls: Call[], { maxTokens }: Limits): Call[] {
  if (maxTokens === undefined) {
    return calls
  }
  const kept: Call[] = []
  let remaining = maxTokens
  for (const call of calls) {
    // Calls that the service runs have no input in the response.
    const isCounted = call.tool.kind === 'function' || call.tool.kind === 'custom'
    const { text, isTruncated } = isCounted
      ? limitText(call.input, { maxTokens: remaining, stop: [] })
      : { text: call.input, isTruncated: false }
    kept.push(isTruncated ? { ...call, input: text, isTruncated } : call)
    if (isTruncated) {
      break
    }
    remaining -= isCounted ? countTokens(text) : 0
  }
  return kept
}

function patchedCall(
  { name, id, arguments: patchedArguments }: ToolCall,
  tools: Tool[],
  context: ArgumentContext,
): Call {
  const tool = tools.find((one) => one.name === name) ?? undeclaredFunction(name)
  const fields = asObject(patchedArguments)
  const isBuiltIn = tool.kind !== 'function' && tool.kind !== 'custom'
  return {
    tool,
    id: id ?? newIdentifier('call_', context.generation.ids ?? context.generation.random),
    input:
      typeof patchedArguments === 'string'
        ? patchedArguments
        : (serializeJson(patchedArguments) ?? composeArguments(tool, context)),
    ...(isBuiltIn && fields !== undefined && { patched: fields }),
  }
}

/** A function that the request does not declare but a patch calls. */
function undeclaredFunction(name: string): Tool {
  return { kind: 'function', name, parameters: { type: 'object', properties: {} }, definition: {} }
}

function serializeJson(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}
