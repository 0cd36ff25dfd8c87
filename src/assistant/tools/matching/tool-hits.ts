import { readToolText, type ToolText } from './tool-profile.ts'
import { findTerms, type ToolQuery } from './tool-query.ts'
import type { Tool } from '../tools.ts'

/** The weight of a word by the part of the tool that has it. */
const WEIGHTS = { name: 3, choices: 2.5, summary: 1.5, details: 0.75, parameters: 1 } as const

/** A tool with the terms of a question found in it. */
export interface Candidate {
  tool: Tool
  text: ToolText
  /** The best weight of each term found in the tool, by stem. */
  hits: Map<string, number>
}

/** The parts of a tool with their weights. */
const PARTS = ['name', 'choices', 'summary', 'details', 'parameters'] as const

/** @returns the terms of a question in a tool */
export function findHits(tool: Tool, query: ToolQuery): Candidate {
  const text = readToolText(tool)
  const hits = new Map<string, number>()
  for (const part of PARTS) {
    findTerms(query, { text: text[part], weight: WEIGHTS[part], hits })
  }
  return { tool, text, hits }
}

/** @returns the words of the question that a tool has anywhere, however common */
export function sharedWords(tool: Tool, query: ToolQuery): Set<string> {
  const { hits } = findHits(tool, query)
  return new Set([...hits.keys()].flatMap((key) => query.terms.get(key)?.word ?? []))
}

/** Only this many tools are compared in detail. */
const MAX_LIKELY = 12

/** Tools named in the question are always compared. */
const NAMED_ESTIMATE = 100

/** Chooses the tools with the most hits, by weight, since all else costs more. */
export function likelyCandidates(
  candidates: readonly Candidate[],
  query: ToolQuery,
  rarity: (key: string) => number,
): (candidate: Candidate) => boolean {
  if (candidates.length <= MAX_LIKELY) {
    return () => true
  }
  const estimates = new Map<Candidate, number>()
  for (const candidate of candidates) {
    let estimate = query.question.includes(candidate.tool.name) ? NAMED_ESTIMATE : 0
    for (const [key, weight] of candidate.hits) {
      const term = query.terms.get(key)
      estimate += term === undefined || term.weight === 0 ? weight / 2 : weight * term.weight * rarity(key)
    }
    if (query.values.length > 1) {
      const { properties } = candidate.text
      estimate += query.values.filter(({ kind }) =>
        properties.some(([name]) => kind.parameters.test(name)),
      ).length
    }
    estimates.set(candidate, estimate)
  }
  const threshold = [...estimates.values()].toSorted((a, b) => b - a)[MAX_LIKELY - 1] ?? 0
  return (candidate) => {
    const estimate = estimates.get(candidate) ?? 0
    return estimate > 0 && estimate >= threshold
  }
}
