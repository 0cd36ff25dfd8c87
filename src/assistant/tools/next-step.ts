import { isReturnTool } from '../conversation/handoffs.ts'
import type { ToolStep, Turn } from '../conversation/types.ts'
import type { Explain } from '../explain.ts'
import { isAnswerTool, isStructuredOutputTool, mayAnswer } from './answer-tools.ts'
import { scoreTools } from './matching/score-tools.ts'
import { sharedWords } from './matching/tool-hits.ts'
import { readPicks, type Pick, type PickContext } from './pick-tools.ts'
import type { ToolRequest } from './select-tools.ts'
import { callName, expandServers, readToolChoice, toolSearchFor } from './tool-choice.ts'
import { readQuery } from './matching/tool-query.ts'
import type { Tool } from './tools.ts'

/** A call to make, with the part of the question that its arguments come from. */
export interface PlannedCall {
  tool: Tool
  clause: string
}

/** More calls than these in a turn end with a text. */
const MAX_STEPS = 12

/** A second tool for the same request has to fit this well. */
const MIN_FOLLOW_UP_SCORE = 2.5

/** Thanks and farewells, which call nothing. */
const SMALL_TALK =
  /^\W*(?:thanks?|thank you|thx|cheers|great|perfect|awesome|good ?bye|bye|hello|hi|hey|good (?:morning|evening|night))\b/i

/**
 * Returns the tool calls to make now; empty for a text. Separate requests of the question become parallel calls, or
 * one after the other if a request needs the result of another. No call is made twice, so that every loop ends.
 */
export function nextCalls(turn: Turn, request: ToolRequest, explain?: Explain): PlannedCall[] {
  const { mode, candidates } = readToolChoice(request.tools, request.choice)
  const tools = expandServers(candidates).filter(({ kind }) => kind !== 'tool_search' || mode === 'named')
  const [first] = tools
  if (mode === 'none' || first === undefined) {
    return []
  }
  if (mode === 'named') {
    explain?.({ at: 'tool', from: 'default', words: `tool_choice names ${callName(first)}` })
    return [{ tool: first, clause: turn.question }]
  }
  const calls = mode === 'required' ? requiredCalls(turn, tools, explain) : autoCalls(turn, tools, explain)
  return withToolSearch(request.parallel ? calls : calls.slice(0, 1), request.tools)
}

function autoCalls(turn: Turn, tools: readonly Tool[], explain: Explain | undefined): PlannedCall[] {
  if (turn.steps.length >= MAX_STEPS) {
    return []
  }
  const open = openCalls(turn, tools, explain)
  const hasAnswered = turn.steps.some((step) => isAnswerCall(step, tools))
  const answer = hasAnswered ? undefined : tools.find((tool) => isFinal(tool, turn))
  if (open.length > 0 || answer === undefined) {
    return open
  }
  explain?.({ at: 'tool', from: 'description', words: `${callName(answer)} takes the answer` })
  return [{ tool: answer, clause: turn.question }]
}

/** Structured output replaces the text; a final answer replaces it once there are results. */
function isFinal(tool: Tool, { hasFreshResults }: Turn): boolean {
  return isStructuredOutputTool(tool) || (hasFreshResults && isAnswerTool(tool))
}

function isAnswerCall({ name }: ToolStep, tools: readonly Tool[]): boolean {
  return tools.some((tool) => callName(tool) === name && isAnswerTool(tool))
}

/** A call whatever was called before: what the question asks for, an answer tool, or any other tool. */
function requiredCalls(turn: Turn, tools: readonly Tool[], explain: Explain | undefined): PlannedCall[] {
  const open = turn.steps.length >= MAX_STEPS ? [] : openCalls(turn, tools, explain)
  if (open.length > 0) {
    return open
  }
  const called = new Set(turn.steps.map(({ name }) => name))
  const isNew = (tool: Tool) => !called.has(callName(tool))
  const scored = scoreTools(tools, readQuery(turn.question), { isRequired: true })
  const harmless = scored.filter(({ isPermitted }) => isPermitted).map(({ tool }) => tool)
  const tool =
    tools.find(isAnswerTool) ??
    harmless.find((one) => mayAnswer(one) && isNew(one)) ??
    harmless.find(isNew) ??
    tools.find(mayAnswer) ??
    harmless[0] ??
    scored[0]?.tool
  if (tool === undefined) {
    return []
  }
  explain?.({ at: 'tool', from: 'default', words: `tool_choice requires a call: ${callName(tool)}` })
  return [{ tool, clause: turn.question }]
}

/** @returns the calls that the question asks for and that are not made yet: those that can be made now */
function openCalls(turn: Turn, tools: readonly Tool[], explain: Explain | undefined): PlannedCall[] {
  const { question, steps, system } = turn
  if (SMALL_TALK.test(question) && question.length < 80 && !/[?\d]/.test(question) && !ASKS.test(question)) {
    return []
  }
  const working = tools.filter((tool) => !isAnswerTool(tool) && !isReturnTool(tool))
  const context: PickContext = { system, hasNumbers: steps.some(({ output }) => /\d/.test(output)) }
  const picks = readPicks(question, working, context)
  const open = withoutSteps(picks, steps)
  const isFirst = open.length === picks.length
  const now = open.filter(({ isLater }, index) => index === 0 || (!isLater && (isFirst || !open[0]?.isLater)))
  const calls = now.length > 0 ? now : followUp(turn, working, context)
  for (const { tool, words } of calls) {
    explain?.({ at: 'tool', from: 'question', words: `${callName(tool)}: ${words.join(', ')}` })
  }
  return calls.map(({ tool, clause }) => ({ tool, clause }))
}

const ASKS = /[,.!]\s*(?:please|can|could|what|how|when|where|who|which|\p{L}+ (?:the|a|my))\b/iu

/**
 * Removes the picks that were called. A tool that is picked several times is matched by the values in its clause, else
 * in order. A step without a name answers a call that the client only refers to; it removes the next pick.
 */
function withoutSteps(picks: readonly Pick[], steps: readonly ToolStep[]): Pick[] {
  const open = [...picks]
  for (const { name, input } of steps) {
    const isSame = ({ tool }: Pick) => name === '' || callName(tool) === name
    const text = input.toLowerCase()
    const byValue = open.findIndex(
      (pick) => isSame(pick) && valuesIn(pick.item).some((value) => text.includes(value)),
    )
    const at = byValue === -1 ? open.findIndex(isSame) : byValue
    if (at !== -1) {
      open.splice(at, 1)
    }
  }
  return open
}

/** @returns names, numbers, paths and quoted texts in lower case */
function valuesIn(text: string): string[] {
  const values = text.match(/"[^"\n]{1,200}"|\p{Lu}[\p{L}\p{M}]+|[\w@/:-]*(?:\d|\.\w|\/)[\w@./:-]*/gu) ?? []
  return values.map((value) => value.replaceAll('"', '').toLowerCase()).filter((value) => value.length > 1)
}

/** A tool that was not called yet and covers words of the question that the called ones do not have. */
function followUp(
  { question, steps, hasFreshResults }: Turn,
  tools: readonly Tool[],
  context: PickContext,
): Pick[] {
  const called = new Set(steps.map(({ name }) => name))
  const last = steps.at(-1)
  const earlier = tools.filter((tool) => called.has(callName(tool)))
  if (!hasFreshResults || last === undefined || last.isError || earlier.length === 0) {
    return []
  }
  const query = readQuery(question)
  const covered = new Set(earlier.flatMap((tool) => [...sharedWords(tool, query)]))
  const next = scoreTools(tools, query, context).find(
    ({ tool, words, score }) =>
      !called.has(callName(tool)) && score >= MIN_FOLLOW_UP_SCORE && words.some((word) => !covered.has(word)),
  )
  return next === undefined
    ? []
    : [{ tool: next.tool, clause: question, item: question, isLater: true, words: next.words }]
}

/** A tool search goes before calls of deferred tools; if the client runs it, they are called in the next request. */
function withToolSearch(calls: PlannedCall[], tools: readonly Tool[]): PlannedCall[] {
  const [first] = calls
  const found = toolSearchFor(
    calls.map(({ tool }) => tool),
    tools,
  )
  if (first === undefined || found === undefined) {
    return calls
  }
  const search = { tool: found.search, clause: first.clause }
  return found.isClient ? [search] : [search, ...calls]
}
