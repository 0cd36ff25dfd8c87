import { asArray } from '../../../web/json/narrow.ts'
import { isNounVerb, stem, VERBS, verbsOf } from '../../words.ts'
import { isTransferTool } from '../../conversation/handoffs.ts'
import { scoreOpposites } from './opposites.ts'
import { isPermitted } from './risky-tools.ts'
import { commonPrefix, readToolVerbs, type ToolText, type ToolVerbs } from './tool-profile.ts'
import { findHits, likelyCandidates, type Candidate } from './tool-hits.ts'
import type { ToolQuery } from './tool-query.ts'
import type { Tool } from '../tools.ts'

/** How well a tool fits a question. */
export interface ScoredTool {
  tool: Tool
  /** 0 for a tool that is not called. Scores of `MIN_SCORE` and more are calls. */
  score: number
  /** False if the tool has an effect that the question does not ask for. */
  isPermitted: boolean
  /** The words of the question that the tool has in its name, description, parameters or choices. */
  words: string[]
}

/** The score from which `auto` calls a tool. */
export const MIN_SCORE = 1.75

const VERB_SCORE = 2
const OBJECT_SCORE = 1.5
const NAMED_SCORE = 6
const INSTRUCTED_SCORE = 2
const CONVERSION_PENALTY = 3
const READING_PENALTY = 2
const HANDOFF_SCORE = 1

/** Nouns that nearly every tool works on; a verb alone is enough for them. */
const GENERIC_OBJECTS: ReadonlySet<string> = new Set(
  'file command tool task data text item thing action input request value name info information content result system user message agent web internet online google wikipedia knowledge'
    .split(' ')
    .map(stem),
)

/** What is known besides the question. */
export interface ScoreContext {
  /** System text, which may name tools. */
  system?: string
  /** True if numbers are known from earlier results, so that they can be converted. */
  hasNumbers?: boolean
  /** True if some tool has to be called: all tools are scored, those with unasked effects, too. */
  isRequired?: boolean
}

/**
 * Scores tools by the words that they share with the question: words that are rare among the tools weigh more, and the
 * verb counts on its own.
 *
 * @returns all tools, best first; equal scores stay in order
 */
export function scoreTools(
  tools: readonly Tool[],
  query: ToolQuery,
  context: ScoreContext = {},
): ScoredTool[] {
  const candidates = tools.map((tool) => findHits(tool, query))
  const counts = new Map<string, number>()
  for (const { hits } of candidates) {
    for (const key of hits.keys()) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const prefix = commonPrefix(tools)
  const scale = Math.log(tools.length + 1)
  const rarity = (key: string) => Math.log((tools.length + 1) / (counts.get(key) ?? 1)) / scale
  const isLikely = likelyCandidates(candidates, query, rarity)
  return candidates
    .map((candidate) =>
      context.isRequired === true || isLikely(candidate)
        ? scoreCandidate(candidate, { query, context, rarity, prefix })
        : { tool: candidate.tool, score: 0, isPermitted: true, words: [] },
    )
    .toSorted((a, b) => b.score - a.score || requiredCount(a) - requiredCount(b))
}

/** Among equals, the tool with fewer required parameters is first. */
function requiredCount({ tool }: ScoredTool): number {
  return asArray(tool.parameters['required']).length
}

interface Scoring {
  query: ToolQuery
  context: ScoreContext
  rarity: (key: string) => number
  /** The word that most names start with. */
  prefix: string | undefined
}

function scoreCandidate(
  { tool, text, hits }: Candidate,
  { query, context, rarity, prefix }: Scoring,
): ScoredTool {
  const isNamed = isNamedIn(query.question, tool.name)
  const mayFit = hits.size > 0 || isNamed || query.values.length > 1 || context.isRequired === true
  if (!mayFit) {
    return { tool, score: 0, isPermitted: true, words: [] }
  }
  const verbs = readToolVerbs(tool, prefix)
  const isAllowed = isNamed || isPermitted(tool, verbs, query)
  if (!isAllowed && context.isRequired !== true) {
    return { tool, score: 0, isPermitted: false, words: [] }
  }
  const { total: wordScore, nouns, covered } = scoreWords(hits, { query, verbs, rarity })
  const sharedVerbs = [...verbs.all].filter((verb) => query.verbs.has(verb))
  const kinds = countValueKinds(tool, text, query)
  const { subjects } = query
  const isRelevant = isEligible({
    nouns,
    kinds,
    verbs,
    query,
    sharesVerb: sharedVerbs.length > 0,
    wordScore,
    properties: text.properties,
  })
  const isInstructed = isRelevant && context.system !== undefined && isInstructedIn(context.system, tool.name)
  const score =
    wordScore +
    kinds +
    scoreVerbs(verbs, query, sharedVerbs.length > 0) +
    scoreOpposites(text, query) +
    scoreParameters(tool, { text, query, verbs, context }) +
    (subjects.length === 0 ? 0 : covered.size / subjects.length) +
    (isInstructed ? INSTRUCTED_SCORE : 0) +
    (nouns > 0 && isTransferTool(tool) ? HANDOFF_SCORE : 0) +
    (isNamed ? NAMED_SCORE : 0)
  return {
    tool,
    isPermitted: isAllowed,
    score: isRelevant || isNamed ? Math.max(0, score) : 0,
    words: [...covered, ...(isNamed ? [tool.name] : [])],
  }
}

interface WordScore {
  total: number
  /** The part of words that are not just the tool's verb. */
  nouns: number
  covered: Set<string>
}

function scoreWords(
  hits: ReadonlyMap<string, number>,
  { query, verbs, rarity }: { query: ToolQuery; verbs: ToolVerbs; rarity: (key: string) => number },
): WordScore {
  const covered = new Set<string>()
  // A word and its related words count once.
  const best = new Map<string, { value: number; isRelated: boolean }>()
  for (const [key, partWeight] of hits) {
    const term = query.terms.get(key)
    if (term !== undefined && term.weight > 0) {
      const value = partWeight * term.weight * rarity(key)
      if (value > (best.get(term.word)?.value ?? 0)) {
        best.set(term.word, { value, isRelated: term.isRelated })
      }
    }
  }
  let total = 0
  let nouns = 0
  for (const [word, { value, isRelated }] of best) {
    // The verb has a score of its own.
    total += verbsOf(word).some((verb) => verbs.own.includes(verb)) ? value / 2 : value
    const isGeneric = value < 2 && GENERIC_OBJECTS.has(stem(word))
    nouns += !isGeneric && (isRelated || isNoun(word, value, verbs)) ? value : 0
    if (value > 0.3 && query.subjects.includes(word)) {
      covered.add(word)
    }
  }
  return { total, nouns, covered }
}

/** Words of a request that are not just the verb of the tool. */
function isNoun(word: string, value: number, { own }: ToolVerbs): boolean {
  const groups = verbsOf(word)
  const isOwnVerb = groups.some((verb) => own.includes(verb))
  return groups.length === 0 || isNounVerb(word) || NOUN_FORM.test(word) || (!isOwnVerb && value >= 1.5)
}

/** Nouns made of verbs: `summary`, `translation`, `payment`. */
const NOUN_FORM = /(?:ions?|ments?|aries|ary|[ay]s[ie]s)$/

function scoreVerbs({ own, objects }: ToolVerbs, query: ToolQuery, sharesVerb: boolean): number {
  const reads = own.length > 0 && own.every((verb) => VERBS[verb].effect === 'reads')
  if (sharesVerb) {
    // The noun directly after the verb names the object: `create a file`.
    return VERB_SCORE + (objects.some((word) => query.objects.has(stem(word))) ? OBJECT_SCORE : 0)
  }
  const asksToChange =
    query.verbs.size > 0 &&
    [...query.verbs].every((verb) => VERBS[verb].effect !== 'reads') &&
    !query.isQuestion
  return reads && asksToChange ? -READING_PENALTY : reads && query.isQuestion ? 0.5 : 0
}

function countValueKinds(tool: Tool, text: ToolText, { values, numberCount }: ToolQuery): number {
  const { properties } = text
  const kinds = values.filter(({ kind }) => properties.some(([name]) => kind.parameters.test(name))).length
  const numbers = properties.filter(([, schema]) => isNumeric(schema['type'])).length
  // A patch or a command has its paths in a text.
  const isText = tool.kind === 'custom' || tool.kind === 'apply_patch' || properties.length === 1
  const takesText = isText && /\b(?:files?|patch)\b/i.test(`${text.summary} ${text.details}`)
  const hasPath = kinds === 0 && takesText && values.some(({ kind }) => kind.name === 'path')
  return Math.min(3, kinds) + (hasPath ? 1 : 0) + (numbers > 0 && numberCount >= numbers ? 1 : 0)
}

function scoreParameters(
  tool: Tool,
  {
    text,
    query,
    verbs,
    context,
  }: { text: ToolText; query: ToolQuery; verbs: ToolVerbs; context: ScoreContext },
): number {
  const { properties } = text
  const takesNumbers = properties.some(([, schema]) => isNumeric(schema['type']))
  const converts = verbs.own.includes('convert') || /[a-z]_to_[a-z]/i.test(tool.name)
  const lacksNumber = takesNumbers && converts && query.numberCount === 0 && context.hasNumbers !== true
  const paths = query.values.find(({ kind }) => kind.name === 'path')?.values.length ?? 0
  const takesPaths = properties.some(
    ([name, schema]) => schema['type'] === 'array' && /path|file|source/i.test(name),
  )
  return (lacksNumber ? -CONVERSION_PENALTY : 0) + (takesPaths ? (paths > 1 ? 1.5 : -1.5) : 0)
}

function isNumeric(type: unknown): boolean {
  return type === 'number' || type === 'integer' || (Array.isArray(type) && type.some(isNumeric))
}

interface Eligibility {
  nouns: number
  kinds: number
  verbs: ToolVerbs
  query: ToolQuery
  sharesVerb: boolean
  wordScore: number
  properties: ToolText['properties']
}

/** A shared verb alone is not enough, unless the tool works on anything. */
function isEligible({ nouns, kinds, verbs, query, sharesVerb, wordScore, properties }: Eligibility): boolean {
  const objects = verbs.objects.filter((word) => word.length > 2 && !GENERIC_OBJECTS.has(stem(word)))
  const isObjectNamed =
    objects.length === 0 || objects.some((word) => (query.terms.get(stem(word))?.weight ?? 0) > 0)
  // A search takes any question.
  const isSearch =
    verbs.own.includes('search') &&
    query.verbs.has('search') &&
    properties.some(([name]) => /^(?:q|query|search|search_?term|keywords?|term|text)$/i.test(name))
  return (
    nouns >= 1 ||
    (sharesVerb && isSearch) ||
    (sharesVerb && (isObjectNamed || kinds > 0)) ||
    kinds >= 2 ||
    (kinds > 0 && wordScore + kinds >= 2.5)
  )
}

/** A name such as `get_user` names the tool anywhere; one word only after `use` or `call`. */
function isNamedIn(question: string, name: string): boolean {
  const at = name.length < 2 ? -1 : question.indexOf(name)
  if (at === -1) {
    return false
  }
  const before = question.slice(Math.max(0, at - 40), at)
  const after = question.slice(at + name.length, at + name.length + 12)
  if (
    /\b(?:not|n['\u2019]t|never|without|avoid|instead of)\b[^.!?]*$/i.test(before) ||
    /^[\w-]/.test(after)
  ) {
    return false
  }
  const isCompound = /[_-]|[a-z][A-Z]/.test(name) && !/[\w-]$/.test(before)
  return (
    isCompound ||
    (/\b(?:use|using|call|calling|invoke|run|with)\s+(?:the\s+)?[`'"]?$/i.test(before) &&
      /^[`'"]?(?:\s+(?:tool|function)|\b|$)/.test(after))
  )
}

/** `Answer by calling the query function.` */
function isInstructedIn(system: string, name: string): boolean {
  const at = system.indexOf(name)
  return (
    at !== -1 &&
    /\b(?:use|using|call|calling|invoke|invoking|with|via)\s+(?:the\s+)?[`'"*]*$/i.test(
      system.slice(Math.max(0, at - 40), at),
    )
  )
}
