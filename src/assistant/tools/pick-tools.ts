import { splitItems } from './split-items.ts'
import { hasOwnValue, splitRequests, type Clause } from './split-requests.ts'
import { MIN_SCORE, scoreTools, type ScoreContext, type ScoredTool } from './matching/score-tools.ts'
import { readQuery } from './matching/tool-query.ts'
import type { Tool } from './tools.ts'

/** A tool chosen for a part of the question. */
export interface Pick {
  tool: Tool
  /** The part of the question, with what it refers to. */
  clause: string
  /** The part of the question alone, to tell picks of the same tool apart. */
  item: string
  /** True if it needs the result of an earlier pick. */
  isLater: boolean
  /** The words that decided. */
  words: string[]
}

export type PickContext = ScoreContext

/** Calls in parallel are limited, whatever the question lists. */
const MAX_PICKS = 8

/** Both halves of a request that is split in two have to fit this well. */
const MIN_HALF_SCORE = 2.5

/** Longer requests, and connectors after these, are not split in two. */
const MAX_HALVED_LENGTH = 300
const MAX_CONNECTORS = 3

/** @returns the tools that a question asks for, in order; empty if none fits */
export function readPicks(question: string, tools: readonly Tool[], context: PickContext): Pick[] {
  const clauses = splitRequests(question)
  const picks: Pick[] = []
  for (const [index, clause] of clauses.entries()) {
    const earlier = clauses.slice(0, index).map(({ text }) => text)
    addPicks(picks, { clause, earlier, tools, context })
  }
  if (picks.length === 0 && clauses.length > 1) {
    const best = bestTool(question, { tools, context })
    return best === undefined ? [] : toPicks(best, { text: question, isLater: false }, question)
  }
  return picks.slice(0, MAX_PICKS)
}

interface Picking {
  clause: Clause
  earlier: readonly string[]
  tools: readonly Tool[]
  context: PickContext
}

function addPicks(picks: Pick[], { clause, earlier, tools, context }: Picking): void {
  const alone = bestTool(clause.text, { tools, context })
  const inherited = earlier.join(' ')
  const best = alone ?? (inherited === '' ? undefined : bestTool(clause.text, { tools, context, inherited }))
  if (best === undefined) {
    return
  }
  const isDependent = alone === undefined
  const halves = isDependent ? [] : splitInHalf(clause, best, { tools, context })
  const added =
    halves.length > 0
      ? halves
      : toPicks(best, clause, isDependent ? `${inherited} ${clause.text}` : clause.text)
  for (const pick of added) {
    // Without values of its own, the same tool again is the same call.
    const isRepeated = picks.some(({ tool }) => tool === pick.tool) && !hasOwnValue(pick.item)
    if (!isRepeated) {
      picks.push({
        ...pick,
        isLater: picks.length > 0 && (pick.isLater || (isDependent && !hasOwnValue(pick.item))),
      })
    }
  }
}

function toPicks({ tool, words }: ScoredTool, { text, isLater }: Clause, clause: string): Pick[] {
  const items = splitItems(text, tool)
  return items.map((item) => ({ tool, clause: items.length === 1 ? clause : item, item, isLater, words }))
}

/** `the weather in Lima and the time in Quito`: two tools, although only one half has a verb. */
function splitInHalf(
  clause: Clause,
  best: ScoredTool,
  { tools, context }: { tools: readonly Tool[]; context: PickContext },
): Pick[] {
  if (clause.text.length > MAX_HALVED_LENGTH) {
    return []
  }
  const connectors = [...clause.text.matchAll(/,? (?:and|as well as|plus) (?=\S+ \S)/g)]
  for (const match of connectors.slice(0, MAX_CONNECTORS)) {
    const left = clause.text.slice(0, match.index)
    const right = clause.text.slice(match.index + match[0].length)
    const first = bestTool(left, { tools, context })
    const second = bestTool(right, { tools, context })
    const isPair =
      first !== undefined &&
      second !== undefined &&
      first.tool !== second.tool &&
      (first.tool === best.tool || second.tool === best.tool) &&
      Math.min(first.score, second.score) >= MIN_HALF_SCORE
    if (isPair) {
      return [
        ...toPicks(first, { text: left, isLater: clause.isLater }, left),
        ...toPicks(second, { text: right, isLater: clause.isLater }, right),
      ]
    }
  }
  return []
}

function bestTool(
  text: string,
  { tools, context, inherited }: { tools: readonly Tool[]; context: PickContext; inherited?: string },
): ScoredTool | undefined {
  const [best] = scoreTools(tools, readQuery(text, inherited), context)
  return best !== undefined && best.score >= MIN_SCORE ? best : undefined
}
