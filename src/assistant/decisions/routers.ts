import { contentWords, splitWords, stem } from '../words.ts'
import type { DecidedProperty, Decision, DecisionTexts } from './decision.ts'
import { topicWords } from './topics.ts'

/** Members that end the work. */
const END =
  /^(?:_*end_*|finish(?:ed)?|done|complete(?:d)?|stop|final(?:ize|_answer)?|none|exit|terminate|respond|answer|user|__end__|success)$/i

/** Properties that name the next agent or step. */
const ROUTING =
  /(?:^|_)(?:next(?:_\w+)?|route\w*|router|goto|go_to|destination|agent(?:_\w+)?|worker|assignee|handoff\w*|speaker|node|step|tool|delegate\w*|decision|action|selected\w*|choice|expert|team|primitive\w*|workflow\w*|queue|department|datasource|data_source|model)(?:_|$)/

/** @returns true for a property that names the next agent or step, of values that are names of agents */
export function isRouter(key: string, values: readonly string[]): boolean {
  return ROUTING.test(key) || values.some((value) => /^(?:_*end_*|finish)$/i.test(value))
}

/**
 * Chooses the next agent. Once a worker has answered, the work ends; before, the agent whose name and description fit the
 * question is next.
 */
export function route(
  values: readonly string[],
  { description }: DecidedProperty,
  { question, system, workerMessages }: DecisionTexts,
): Decision<string> | undefined {
  const end = values.find((value) => END.test(value))
  if (end !== undefined && workerMessages.length > 0) {
    return { value: end, from: 'result', words: 'a worker has answered' }
  }
  const texts = `${system}\n${description}`
  const scored = values
    .filter((value) => value !== end)
    .map((value) => ({ value, ...scoreMember(value, question, { texts, values }) }))
    .toSorted((one, other) => other.score - one.score)
  const [best] = scored
  if (best === undefined) {
    return undefined
  }
  if (best.score > 0) {
    return { value: best.value, from: 'question', words: best.words.join(', ') }
  }
  // Nothing fits: greetings end at once; otherwise the general member or the first one works.
  const general = scored.find(({ value }) =>
    /(?:^|[_-])(?:general\w*|default|other|fallback|assistant|triage|chat|unknown)(?:[_-]|$)/i.test(value),
  )
  const isGreeting = /^\W*(?:hi|hello|hey|thanks?|thank you|bye)\b/i.test(question) && question.length < 60
  return {
    value: isGreeting && end !== undefined ? end : (general ?? best).value,
    from: 'default',
    words: 'nothing fits',
  }
}

function scoreMember(
  value: string,
  question: string,
  { texts, values }: { texts: string; values: readonly string[] },
): { score: number; words: string[] } {
  const asked = new Map(contentWords(question.slice(0, 3000)).map((word) => [stem(word), word]))
  const name = splitWords(value)
  const own = name.filter(
    (word) =>
      !/^(?:agent|expert|worker|team|node|tool|assistant|workflow|store|search|db)$/.test(word) ||
      name.length === 1,
  )
  const shared = own.filter((word) => asked.has(stem(word)))
  const topic = own.flatMap((word) => topicWords(word, question))
  const described = [...new Set(contentWords(lineAbout(value, texts, values)))].filter((word) =>
    asked.has(stem(word)),
  )
  return {
    score: shared.length * 3 + Math.min(3, new Set(topic).size) * 1.5 + described.length,
    words: [...new Set([...shared, ...topic, ...described])],
  }
}

/** @returns the part of the instructions that describes a member */
function lineAbout(value: string, texts: string, values: readonly string[]): string {
  const at = texts.indexOf(value)
  if (at === -1) {
    return ''
  }
  const start = at + value.length
  const part = texts.slice(start, start + 200)
  const ends = [part.search(/\n|[.;](?:\s|$)/), ...values.map((other) => part.indexOf(other))].filter(
    (end) => end > 2,
  )
  return part.slice(0, Math.min(part.length, ...ends))
}
