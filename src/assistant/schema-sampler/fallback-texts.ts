import type { JsonObject } from '../../web/json/json.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { ellipsize, truncate } from '../../web/truncate.ts'
import { decideEnum, namedValue } from '../decisions/enums.ts'
import { isRouter, route } from '../decisions/routers.ts'
import type { ReasonSource } from '../explain.ts'
import { realisticString } from '../text/sample-values.ts'
import { choicesInDescription, choicesInPrompt } from '../values/choices.ts'
import type { Evidence } from '../values/evidence.ts'
import { findLabeled, findPhrase } from '../values/phrases.ts'
import { snakeCase, type Slot } from '../values/slots.ts'
import { splitWords, STOP_WORDS } from '../words.ts'
import { describedDefault, schemaExamples } from './described-values.ts'
import type { SourceTexts } from './source-texts.ts'

/** A string property without a value in the question. */
export interface UnnamedProperty {
  name: string
  /** The property that holds the enclosing object. */
  owner: string
  description: string
  schema: JsonObject
}

/** Strings to try in order. */
export interface FallbackTexts {
  texts: string[]
  from: ReasonSource
}

/** Longer texts are cut when they become a value. */
const MAX_TEXT = 500

/** The topic of a question is cut to this length. */
const MAX_TOPIC = 60

/** Descriptions of examples, which are not choices. */
const EXAMPLES = /\be\.g\b|\bfor example\b|\bsuch as\b|\bexample:/i

/** Properties that an answer is written to. */
const ANSWER =
  /(?:^|_)(?:answer|response|reply|result|output|final|final_answer|report|summary|conclusion|findings|text|content|body|message|value|input)(?:_|$)/

const REQUEST_WORDS =
  /^\W*(?:(?:please|can you|could you|would you|will you|i want(?: you)? to|i would like(?: you)? to|i'd like to|i need(?: you)? to|help me|hey|hi|hello)\b[,\s]*)+/i

/**
 * Returns strings for a required property whose value the question does not name: from earlier results, the system prompt
 * and the description, then a part of the question that suits the property, then a realistic one.
 */
export function fallbackTexts(
  property: UnnamedProperty,
  slot: Slot,
  { texts, random }: { texts: SourceTexts; random: Random },
): FallbackTexts {
  const { name, owner, description, schema } = property
  const known = resultText(name, slot, texts) ?? promptText(name, texts)
  if (known !== undefined) {
    return known
  }
  const chosen = chosenText(property, texts)
  if (chosen !== undefined) {
    return chosen
  }
  const examples = [
    ...schemaExamples(schema),
    ...[describedDefault(description, 'string')].flatMap((value) => (typeof value === 'string' ? value : [])),
  ]
  const part = questionText(slot, texts)
  const topic = topicOf(texts)
  const realistic = realisticString({
    name,
    owner,
    prompt: slot.use === 'query' ? '' : texts.isOutput ? '' : texts.question,
    random,
    unknown: (words) =>
      topic === '' ? words : `${words.charAt(0).toUpperCase()}${words.slice(1)} about ${topic}`,
  })
  const own = slot.use === undefined ? [...examples, ...part] : [...part, ...examples]
  return {
    texts: [...own, realistic],
    from: own.length === 0 ? 'generated' : own === examples ? 'description' : 'question',
  }
}

function resultText(name: string, slot: Slot, { results }: SourceTexts): FallbackTexts | undefined {
  if (results.isEmpty) {
    return undefined
  }
  const member =
    results.find(name, 'string') ??
    (/_?id$|code|number/i.test(name) ? results.find(name, 'number') : undefined)
  if (member !== undefined) {
    return { texts: [String(member)], from: 'result' }
  }
  const takesText = ANSWER.test(snakeCase(name)) || slot.use === 'message' || slot.use === 'source'
  return takesText ? { texts: [truncate(results.text, MAX_TEXT)], from: 'result' } : undefined
}

/** The value that the system prompt has under the property's name. */
function promptText(name: string, { system }: SourceTexts): FallbackTexts | undefined {
  if (
    system === '' ||
    /^(?:name|type|role|content|text|message|description|answer|output|format|input|query|question)$/i.test(
      name,
    )
  ) {
    return undefined
  }
  const found = findLabeled(system, splitWords(name))
    ?.replace(/["'`}\]]+$/, '')
    .replace(/[.!?]$/, '')
  return found === undefined || found.length > 80 || /^(?:string|number|boolean|the|a|an)\b/i.test(found)
    ? undefined
    : { texts: [found], from: 'system' }
}

/** One of the values that the description or the system prompt lists. */
function chosenText({ name, description }: UnnamedProperty, texts: SourceTexts): FallbackTexts | undefined {
  const { question, system } = texts
  const listed = choicesInDescription(description)
  const named = namedValue(listed, question)
  if (named !== undefined) {
    return { texts: [named.value], from: 'description' }
  }
  if (listed.length > 1 && !EXAMPLES.test(description) && listed.every((one) => one.split(' ').length < 3)) {
    const fallback = describedDefault(description, 'string')
    const { value } = decideEnum(
      listed,
      { name, description },
      texts,
      typeof fallback === 'string' ? fallback : undefined,
    )
    return { texts: [value], from: 'description' }
  }
  const key = snakeCase(name)
  const prompted =
    isRouter(key, []) || /(?:type|category|label|status|class|intent)$/.test(key)
      ? choicesInPrompt(system)
      : []
  if (prompted.length > 1) {
    const value =
      namedValue(prompted, question)?.value ?? route(prompted, { name, description }, texts)?.value
    return value === undefined ? undefined : { texts: [value], from: 'system' }
  }
  return undefined
}

/** The part of the question that suits a free text. */
function questionText(slot: Slot, texts: SourceTexts): string[] {
  const { evidence, isSegment, isOutput, whole } = texts
  const question = evidence.text.replace(REQUEST_WORDS, '').trim()
  if (question === '') {
    return []
  }
  if (isSegment === true && (slot.use !== undefined || slot.nameKind !== undefined)) {
    return [remainderOf(evidence)].filter((text) => text !== '')
  }
  const later = slot.use === undefined || whole === undefined ? undefined : findPhrase(whole, slot.use)?.text
  switch (slot.use) {
    case 'query':
    case 'command':
    case 'reason':
      return isOutput && slot.use !== 'query'
        ? []
        : [later, truncate(question.replace(/[.!]+$/, ''), MAX_TEXT)].flatMap((text) => text ?? [])
    case 'source':
      return [truncate(evidence.text, MAX_TEXT)]
    case 'topic':
    case 'product':
      return isOutput ? [] : [later ?? topicOf(texts)].filter((text) => text !== '')
    case 'title':
      return [capitalize(later ?? topicOf(texts))].filter((text) => text !== '')
    case 'message':
      return isOutput ? [] : [later ?? truncate(question, MAX_TEXT)]
    default:
      return []
  }
}

/** @returns what a question is about, in a few words */
export function topicOf({ evidence }: Pick<SourceTexts, 'evidence'>): string {
  const found = findPhrase(evidence, 'topic')?.text
  const line = (found ?? evidence.text.replace(REQUEST_WORDS, '').split(/\n|(?<=[.!?])\s/, 1)[0] ?? '')
    .trim()
    .replace(/[.!?:,;]+$/, '')
  return ellipsize(line, MAX_TOPIC)
}

/** @returns the words of a segment that are not values: `lamps` of `3 lamps for 49.90 EUR` */
function remainderOf({ text, entities }: Evidence): string {
  let rest = text
  for (const { start, end } of entities.toSorted((one, other) => other.start - one.start)) {
    rest = `${rest.slice(0, start)} | ${rest.slice(end)}`
  }
  const parts = rest.split(/[|,;:()]/).map((part) => {
    const words = part
      .trim()
      .replace(/[.!?]+$/, '')
      .split(/\s+/)
    while (words.length > 0 && isEdge(words[0])) {
      words.shift()
    }
    while (words.length > 0 && isEdge(words.at(-1))) {
      words.pop()
    }
    return words.join(' ')
  })
  return parts.toSorted((one, other) => other.length - one.length)[0] ?? ''
}

function isEdge(word: string | undefined): boolean {
  return (
    word === undefined ||
    STOP_WORDS.has(word.toLowerCase()) ||
    /^(?:ordered|bought|costs?|costing|priced|each|total|pieces?|units?|x)$/i.test(word)
  )
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
