import { conceptsOf, relatedStems, splitWords, stem } from '../words.ts'
import { currencyCode } from '../values/readers/money.ts'
import { languageOf } from '../values/readers/languages.ts'
import { snakeCase } from '../values/slots.ts'
import type { DecidedProperty, Decision, DecisionTexts } from './decision.ts'
import { shownWords } from './predicates.ts'
import { isRouter, route } from './routers.ts'
import { sentimentOf, type Sentiment } from './sentiment.ts'
import { topicWords } from './topics.ts'
import { urgencyOf, type Urgency } from './urgency.ts'
import { judge } from './verdicts.ts'

/** States that need a reason. */
const BAD_STATE =
  /(?:^|_)(?:error\w*|fail\w*|reject\w*|denied|deny|invalid|cancel\w*|unsafe|blocked|block|abort\w*|expired|bad|incorrect|wrong|no|false|not_\w+|un\w+able|unknown|none|n_?a|null|irrelevant|unsupported|critical|urgent|fatal|spam|toxic|harmful|escalate\w*|delete\w*|overwrite|refuse\w*|require_\w+|needs_\w+|retry|revise|continue|negative|paused?|closed|inactive|disabled)(?:_|$)/

/** States that all is well, best first. */
const GOOD_STATE: readonly [RegExp, RegExp] = [
  /^(?:success(?:ful)?|succeeded|completed?|done|ok|pass(?:ed)?|approved?|accept(?:ed)?|valid|correct|yes|true|supported|relevant|safe|allow(?:ed)?|resolved|finished|ready|delivered|confirmed)$/,
  /^(?:neutral|normal|medium|moderate|standard|default|auto|general|other|active|open|info|basic|public|use_default|text)$/,
]

const SENTIMENTS: Readonly<Record<Sentiment['mood'], RegExp>> = {
  positive:
    /^(?:very_)?(?:positive|pos|happy|joy\w*|good|satisfied|love|praise|great|excited|favorable|delighted|pleased|promoter|like|thumbs_up|optimistic|bullish)$/,
  negative:
    /^(?:very_)?(?:negative|neg|sad\w*|angry|anger|bad|frustrat\w+|dissatisfied|unhappy|disappoint\w+|complaint|unfavorable|detractor|dislike|thumbs_down|upset|pessimistic|bearish)$/,
  mixed: /^(?:mixed|ambivalent|both)$/,
  neutral: /^(?:neutral|neu|none|objective|passive|calm|indifferent)$/,
}

const LEVELS: Readonly<Record<Urgency['level'], RegExp>> = {
  urgent: /^(?:urgent|critical|highest|p0|p1|emergency|immediate|blocker|severe|sev_?1|high|major|1)$/,
  normal: /^(?:medium|normal|moderate|p2|standard|mid|regular|default|3)$/,
  low: /^(?:low|lowest|minor|p3|p4|trivial|none|4|5)$/,
}

/**
 * Decides which of the listed values a property gets: the one that the question names, one of the same meaning, or a
 * usual one. States such as `error` need a reason in the text.
 *
 * @param values the listed values
 * @param fallback the default of the schema or of its description
 */
export function decideEnum(
  values: readonly string[],
  property: DecidedProperty,
  texts: DecisionTexts,
  fallback: string | undefined,
): Decision<string> {
  const [first = ''] = values
  const key = snakeCase(property.name)
  const { question } = texts
  const isRouting = texts.isOutput && isRouter(key, values)
  const routed = isRouting ? route(values, property, texts) : undefined
  return (
    (routed?.from === 'default' ? undefined : routed) ??
    (texts.isOutput ? decideMood(values, key, question) : undefined) ??
    namedValue(values, question) ??
    decideByMeaning(values, { key, texts }) ??
    routed ??
    (fallback !== undefined && values.includes(fallback)
      ? { value: fallback, from: 'default', words: fallback }
      : { value: usualValue(values) ?? first, from: 'default', words: 'no word of the question decides' })
  )
}

/** @returns the listed value that the question names, if any */
export function namedValue(values: readonly string[], question: string): Decision<string> | undefined {
  const text = ` ${normalize(question)} `
  const found = values
    .map((value) => ({ value, at: text.indexOf(` ${normalize(value)} `) }))
    .filter(
      ({ value, at }) =>
        at !== -1 &&
        normalize(value) !== '' &&
        !COMMON_WORDS.test(normalize(value)) &&
        !isNegatedAt(text, at),
    )
    .toSorted(
      (one, other) => normalize(other.value).length - normalize(one.value).length || one.at - other.at,
    )
  const [best] = found
  if (best !== undefined) {
    return { value: best.value, from: 'question', words: best.value }
  }
  const words = new Set(splitWords(question).map(stem))
  const stemmed = values.find((value) => {
    const parts = splitWords(value)
    return (
      parts.length > 0 &&
      parts.every((part) => part.length > 2 && words.has(stem(part)) && !COMMON_WORDS.test(part))
    )
  })
  return stemmed === undefined ? undefined : { value: stemmed, from: 'question', words: stemmed }
}

/** @returns the listed value that the question names, directly or by a word of the same meaning */
export function meantValue(
  values: readonly string[],
  name: string,
  texts: DecisionTexts,
): string | undefined {
  const named = namedValue(values, texts.question) ?? decideCode(values, { key: snakeCase(name), texts })
  return named?.value
}

/** @returns all listed values that the question names, in the order of the list */
export function namedValues(values: readonly string[], question: string): string[] {
  return values.filter((value) => namedValue([value], question) !== undefined)
}

/** Values that are ordinary words of any question. */
const COMMON_WORDS =
  /^(?:a|an|the|to|of|in|on|is|it|no|not|yes|and|or|other|none|all|general|user|any|i|at|for|info|question|new|answer)$/

function normalize(text: string): string {
  return splitWords(text).join(' ')
}

function isNegatedAt(text: string, at: number): boolean {
  return /\b(?:not|don t|never|no|without|instead of|rather than|isn t)(?: \w+)?$/.test(
    text.slice(Math.max(0, at - 25), at),
  )
}

function decideMood(values: readonly string[], key: string, question: string): Decision<string> | undefined {
  const lower = values.map((value) => ({ value, key: snakeCase(value) }))
  const isMood =
    lower.filter(({ key: one }) => SENTIMENTS.positive.test(one) || SENTIMENTS.negative.test(one)).length >= 2
  if (!isMood || /next|route|agent/.test(key)) {
    return undefined
  }
  const { mood, words } = sentimentOf(question)
  const direct = lower.find(
    ({ key: one }) =>
      one !== 'mixed' && question.toLowerCase().includes(one.replace('_', ' ')) && SENTIMENTS[mood].test(one),
  )
  const order: Sentiment['mood'][] =
    mood === 'mixed' ? ['mixed', 'neutral'] : mood === 'neutral' ? ['neutral', 'mixed'] : [mood]
  const chosen = order.flatMap((one) => lower.filter(({ key: name }) => SENTIMENTS[one].test(name)))
  const isStrong = words.length > 2 || /\b(?:very|absolutely|extremely|worst|best|!!)/i.test(question)
  const value = direct ?? chosen.find(({ key: name }) => name.startsWith('very_') === isStrong) ?? chosen[0]
  return value === undefined ? undefined : { value: value.value, from: 'question', words: words.join(', ') }
}

function decideByMeaning(
  values: readonly string[],
  { key, texts }: { key: string; texts: DecisionTexts },
): Decision<string> | undefined {
  const { question } = texts
  return (
    decideLevel(values, key, question) ??
    decideVerdict(values, texts) ??
    decideCode(values, { key, texts }) ??
    decideTopic(values, question)
  )
}

function decideLevel(values: readonly string[], key: string, question: string): Decision<string> | undefined {
  if (!/priority|urgency|severity|importance|impact|level|risk|criticality/.test(key)) {
    return undefined
  }
  const isRisk = /risk/.test(key)
  const { level, words } = urgencyOf(question)
  const wanted = isRisk && level === 'normal' ? 'low' : level
  const pattern = LEVELS[wanted]
  // The listed order may go either way; the strongest word is searched first.
  const strongest = ['critical', 'urgent', 'highest', 'p0', 'emergency', 'high']
  const value =
    wanted === 'urgent'
      ? (strongest.flatMap((one) => values.filter((other) => snakeCase(other) === one))[0] ??
        values.find((one) => pattern.test(snakeCase(one))))
      : values.find((one) => pattern.test(snakeCase(one)))
  return value === undefined
    ? undefined
    : { value, from: words === '' ? 'default' : 'question', words: words || wanted }
}

/** `pass` or `fail`, `yes` or `no`, `safe` or `unsafe`. */
function decideVerdict(
  values: readonly string[],
  { question, workerMessages, isOutput }: DecisionTexts,
): Decision<string> | undefined {
  const keys = values.map(snakeCase)
  const good = keys.findIndex((one) => GOOD_STATE[0].test(one))
  const bad = keys.findIndex((one) => BAD_STATE.test(one))
  if (!isOutput || good === -1 || bad === -1 || values.length > 4) {
    return undefined
  }
  const isSafety = keys.some((one) => /safe|allow|block|flag/.test(one))
  const unsafe = isSafety
    ? ['harmful', 'injection', 'toxic']
        .map((one) => shownWords(one, question) ?? '')
        .find((words) => words !== '')
    : undefined
  const verdict = isSafety
    ? { isPositive: unsafe === undefined, words: unsafe ?? '' }
    : judge(workerMessages.length > 0 ? `${question}\n${workerMessages.at(-1) ?? ''}` : question)
  const value = values[verdict.isPositive ? good : bad]
  return value === undefined ? undefined : { value, from: 'question', words: verdict.words }
}

/** Codes of languages, currencies and units whose names are in the question. */
function decideCode(
  values: readonly string[],
  { key, texts: { question, isOutput } }: { key: string; texts: DecisionTexts },
): Decision<string> | undefined {
  const find = (matches: (value: string) => boolean, words: string): Decision<string> | undefined => {
    const value = values.find(matches)
    return value === undefined ? undefined : { value, from: 'question', words }
  }
  if (/lang|locale/.test(key)) {
    const { code, name } = languageOf(question)
    return isOutput
      ? find((value) => value.toLowerCase() === code || value.toLowerCase() === name.toLowerCase(), name)
      : undefined
  }
  const currency =
    /\b(?:dollars?|euros?|pounds?|yen|rupees?|francs?|pesos?|yuan|bitcoins?)\b|[$\u20ac\u00a3\u00a5\u20b9]/i.exec(
      question,
    )?.[0]
  if (currency !== undefined && values.some((value) => /^[A-Z]{3}$/.test(value))) {
    return find((value) => value === currencyCode(currency), currency)
  }
  for (const [pattern, units] of UNIT_WORDS) {
    const word = pattern.exec(question)?.[0]
    const found = word === undefined ? undefined : find((value) => units.test(value), word)
    if (found !== undefined) {
      return found
    }
  }
  return undefined
}

/** Words of questions, and the values that mean them. */
const UNIT_WORDS: readonly (readonly [words: RegExp, values: RegExp])[] = [
  [/\b(?:celsius|centigrade)\b|\u00b0 ?C\b|\bin c\b/i, /^(?:c|celsius|metric)$/i],
  [/\bfahrenheit\b|\u00b0 ?F\b|\bin f\b/i, /^(?:f|fahrenheit|imperial|us)$/i],
  [/\b(?:kilomet(?:er|re)s?|km|kg|met(?:er|re)s)\b/i, /^(?:km|kilomet(?:er|re)s?|metric|kg)$/i],
  [/\b(?:miles?|pounds|feet|lbs)\b/i, /^(?:mi|miles?|imperial|lbs?)$/i],
  [/\b(?:plus|add|sum|added)\b|\d ?\+ ?\d/i, /^(?:add|addition|sum|plus|\+)$/i],
  [/\b(?:minus|subtract\w*|less)\b|\d ?[-\u2212] ?\d/i, /^(?:sub(?:tract)?|subtraction|minus|-)$/i],
  [/\b(?:times|multipl\w+|product)\b|\d ?[*x\u00d7] ?\d/i, /^(?:mul(?:tiply)?|multiplication|times|\*|x)$/i],
  [/\b(?:divid\w+|over|split)\b|\d ?[/\u00f7] ?\d/i, /^(?:div(?:ide)?|division|\/)$/i],
  [
    /\b(?:cheapest|lowest|ascending|oldest first|smallest)\b/i,
    /^(?:asc(?:ending)?|price_asc|lowest|cheapest)$/i,
  ],
  [
    /\b(?:latest|newest|most recent|descending|highest|most expensive|largest)\b/i,
    /^(?:desc(?:ending)?|price_desc|newest|date|recent|latest)$/i,
  ],
  [/\b(?:dim|dark|night mode)\b/i, /^dark$/i],
  [/\b(?:bright|light mode)\b/i, /^light$/i],
  [/\b(?:turn|switch)\b.{0,40}\bon\b|\b(?:enable|activate)\b/i, /^(?:on|enabled?)$/i],
  [/\b(?:turn|switch|shut)\b.{0,40}\boff\b|\b(?:disable|deactivate)\b/i, /^(?:off|disabled?)$/i],
  [/\b(?:warm(?:er)?|heat(?:ing)?)\b/i, /^heat$/i],
  [/\b(?:cool(?:er)?|cooling)\b/i, /^cool$/i],
  [/\b(?:drive|driving|by car)\b/i, /^(?:driving|car|drive)$/i],
  [/\b(?:walk|walking|on foot|by foot)\b/i, /^(?:walking|walk|foot)$/i],
  [/\b(?:bike|bicycle|cycling|cycle)\b/i, /^(?:bicycling|cycling|bike|bicycle)$/i],
  [/\b(?:bus|train|subway|public transport(?:ation)?)\b/i, /^(?:transit|public_transport|train|bus)$/i],
  [/\b(?:fixed|finished|completed|done|resolved)\b/i, /^(?:done|completed?|closed|resolved|fixed)$/i],
  [/\b(?:started|working on|underway|progress)\b/i, /^(?:in[_ -]?progress|started|doing|active)$/i],
  [/\b(?:waiting|pending|not yet|on hold)\b/i, /^(?:pending|waiting|on[_ -]?hold|todo)$/i],
  [/\b(?:fail(?:ed|s|ure)?|crash(?:ed|es)?|error|exception|broke)\b/i, /^(?:failed|failure|error|fail)$/i],
  [/\b(?:shipped|on (?:its|the) way|in transit|dispatched)\b/i, /^(?:shipped|in[_ -]?transit|dispatched)$/i],
  [/\b(?:arrived|delivered|received)\b/i, /^(?:delivered|arrived)$/i],
  [/\b(?:every day|each day|daily)\b/i, /^daily$/i],
  [/\b(?:every week|each week|weekly)\b/i, /^weekly$/i],
  [/\b(?:every month|each month|monthly)\b/i, /^monthly$/i],
  [/\b(?:every year|yearly|annually)\b/i, /^(?:yearly|annual(?:ly)?)$/i],
]

function decideTopic(values: readonly string[], question: string): Decision<string> | undefined {
  const words = splitWords(question.slice(0, 5000))
  const stems = new Set(words.flatMap((word) => [stem(word), ...conceptsOf(word).map(stem)]))
  const scored = values
    .map((value) => {
      const key = snakeCase(value)
      const parts = splitWords(value).filter((part) => part.length > 2)
      const topic = topicWords(key, question)
      const related = parts
        .flatMap((part) => [stem(part), ...relatedStems(stem(part))])
        .filter((one) => stems.has(one))
      return {
        value,
        score: topic.length + related.length * 1.2,
        words: [...new Set([...topic, ...related])],
      }
    })
    .toSorted((one, other) => other.score - one.score)
  const [best] = scored
  return best === undefined || best.score === 0
    ? undefined
    : { value: best.value, from: 'question', words: best.words.slice(0, 5).join(', ') }
}

/** @returns a value without a bad meaning: a good state, else the first that is not a bad one */
function usualValue(values: readonly string[]): string | undefined {
  for (const pattern of GOOD_STATE) {
    const good = values.find((value) => pattern.test(snakeCase(value)))
    if (good !== undefined) {
      return good
    }
  }
  return values.find((value) => value !== '' && !BAD_STATE.test(snakeCase(value)))
}
