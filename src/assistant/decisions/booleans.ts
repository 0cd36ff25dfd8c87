import { conceptsOf, splitWords, stem, STOP_WORDS } from '../words.ts'
import { snakeCase } from '../values/slots.ts'
import type { DecidedProperty, Decision, DecisionTexts } from './decision.ts'
import { shownWords } from './predicates.ts'
import { sentimentOf } from './sentiment.ts'
import { hasTopic, topicWords } from './topics.ts'
import { judge } from './verdicts.ts'

/** Properties that keep a loop going. */
const CONTINUES =
  /(?:^|_)(?:needs?|requires?|require|should_(?:continue|retry|search|revise|repeat|loop|ask|iterate|call)|continue|has_(?:more|next|follow)|more|retry|again|revis\w+|incomplete|missing|pending|follow_?up\w*|clarif\w+|unresolved|another|redo|rework)(?:_|$)/

/** Properties that end a loop, or say that all is well. */
const WELL =
  /(?:^|_)(?:done|finish\w*|complete\w*|end|ended|final|stop|terminate\w*|success\w*|succeeded|pass(?:ed|es)?|ok|okay|safe|allowed?|approved?|accepted|acceptable|valid|correct|right|accurate|relevant|grounded|faithful\w*|supported|consistent|satisf\w+|sufficient|enough|ready|resolved|answered|is_answer\w*|helpful|appropriate|compliant|coherent|match(?:es)?|verified|factual|true|entail\w*|clean|binary_score|verdict|on_topic|in_scope|useful|goal_(?:met|reached|achieved)|can_(?:answer|proceed|handle))(?:_|$)/

/** Predicates about an answer, which the texts are compared for. */
const JUDGED =
  /(?:^|_)(?:correct|right|accurate|pass(?:ed|es)?|valid|relevant|grounded|faithful\w*|supported|consistent|match(?:es)?|factual|true|entail\w*|acceptable|verdict|binary_score|satisf\w+)(?:_|$)/

/** Prefixes and words that have no subject of their own. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'is are has have had contains contain includes include mentions mention was does should request question related relevant content text message about any user query topic input output a the of with flag detected present asks asking wants want needs'.split(
    ' ',
  ),
)

/** Words of the question that ask for a setting, by the words before a property's name. */
const NEGATED_BEFORE =
  /\b(?:no|not|without|don['\u2019]?t|do not|never|skip|exclude|excluding|disable|turn off|switch off|omit|except|avoid|non)\b(?: \w+){0,2}[ -]$/i

const OFF =
  /\b(?:turn|switch|shut)(?:ing|ed)?\b[^.?!]{0,40}\b(?:off|down)\b|\b(?:disable|deactivate|mute|stop|close|lock out|off)\b/i
const ON = /\b(?:turn|switch)(?:ing|ed)?\b[^.?!]{0,40}\bon\b|\b(?:enable|activate|start|open|on)\b/i

/**
 * Decides a boolean. Predicates are true only if the text shows them; properties that keep a loop going are false, those
 * that end it true.
 *
 * @param fallback the `default` of the schema or of its description
 */
export function decideBoolean(
  { name, description }: DecidedProperty,
  texts: DecisionTexts,
  fallback: boolean | undefined,
): Decision<boolean> {
  const key = snakeCase(name)
  const { question, isOutput } = texts
  const named = namedSetting(key, question)
  if (named !== undefined && !(isOutput && (WELL.test(key) || CONTINUES.test(key)))) {
    return named
  }
  if (!isOutput && /^(?:on|state|status|power|enabled?|active|is_on|turn_on|value)$/.test(key)) {
    const isOff = OFF.test(question)
    if (isOff || ON.test(question)) {
      return { value: !isOff, from: 'question', words: (isOff ? OFF : ON).exec(question)?.[0] ?? '' }
    }
  }
  if (fallback !== undefined) {
    return { value: fallback, from: 'default', words: String(fallback) }
  }
  if (!isOutput) {
    // Confirmations belong to calls that the question asks for.
    const confirms =
      /(?:^|_)(?:confirm\w*|acknowledge\w*|agree\w*|accept\w*|consent|approved?|sure|yes)(?:_|$)/.test(key)
    return { value: confirms, from: 'default', words: name }
  }
  return decidePredicate(key, description, texts)
}

function decidePredicate(
  key: string,
  description: string,
  { question, workerMessages }: DecisionTexts,
): Decision<boolean> {
  const negation =
    /(?:^|_)(?:un|not_|no_|non_|without_|in(?=correct|valid|complete|appropriate|accurate)|ir(?=relevant))/.exec(
      key,
    )
  const isBad =
    /(?:^|_)(?:incorrect|invalid|inaccurate|irrelevant|unsupported|hallucinat\w*|error\w*|fail\w*|wrong|contradict\w*)(?:_|$)/.test(
      key,
    )
  if (isBad) {
    const verdict = judge(question)
    const shows = !verdict.isPositive || /\b(?:error|failed|failure|exception|crashed)\b/i.test(question)
    return { value: shows, from: 'question', words: verdict.words }
  }
  const shown = shownWords(key, question)
  if (shown !== undefined && !/(?:^|_)(?:safe|allowed?|clean)(?:_|$)/.test(key)) {
    return { value: shown !== '', from: 'question', words: shown }
  }
  if (/(?:^|_)(?:safe|allowed?|clean|appropriate|compliant)(?:_|$)/.test(key)) {
    const unsafe = ['harmful', 'injection', 'toxic']
      .map((one) => shownWords(one, question) ?? '')
      .find((words) => words !== '')
    return { value: unsafe === undefined, from: 'question', words: unsafe ?? '' }
  }
  if (CONTINUES.test(key)) {
    return { value: false, from: 'default', words: 'ends the loop' }
  }
  if (/(?:^|_)(?:positive|happy|satisfied|recommend\w*|liked?)(?:_|$)/.test(key) && !JUDGED.test(key)) {
    const { mood, words } = sentimentOf(question)
    return { value: mood === 'positive', from: 'question', words: words.join(', ') }
  }
  const subject = subjectWords(key)
  const isAbout = subject.length > 0 && (hasTopic(key) || !WELL.test(key))
  if (isAbout) {
    const words = aboutWords(key, subject, question)
    return { value: negation === null ? words !== '' : words === '', from: 'question', words }
  }
  if (JUDGED.test(key)) {
    const { isPositive, words } = judge(
      workerMessages.length > 0 ? `${question}\n${workerMessages.at(-1) ?? ''}` : question,
    )
    return { value: isPositive, from: 'question', words }
  }
  if (
    WELL.test(key) ||
    /\b(?:true if|whether)\b[^.]{0,40}\b(?:complete|finished|done|correct|valid|satisf)/i.test(description)
  ) {
    return { value: true, from: 'default', words: 'nothing speaks against it' }
  }
  return { value: false, from: 'default', words: 'the text does not show it' }
}

/** `math`, `homework` of `is_math_homework`. */
function subjectWords(key: string): string[] {
  return splitWords(key.replaceAll('_', ' ')).filter(
    (word) => !EMPTY_WORDS.has(word) && !STOP_WORDS.has(word) && !WELL.test(word),
  )
}

/** Words that add nothing to a subject: math homework is any math. */
const QUALIFIERS: ReadonlySet<string> = new Set([
  'homework',
  'problem',
  'task',
  'help',
  'advice',
  'data',
  'info',
  'information',
  'intent',
  'issue',
])

/** @returns the words of the text about a subject; each word of the subject has to be shown */
function aboutWords(key: string, subject: readonly string[], text: string): string {
  const main = subject.filter((word) => !QUALIFIERS.has(word))
  const words = splitWords(text.slice(0, 5000))
  const shown = (main.length === 0 ? subject : main).map((word) => {
    const topic = topicWords(word, text)
    if (topic.length > 0) {
      return topic[0] ?? ''
    }
    const root = stem(word)
    return words.find((one) => stem(one) === root || conceptsOf(one).includes(word)) ?? ''
  })
  return shown.every((word) => word !== '') ? shown.join(', ') : key === '' ? key : ''
}

/** @returns the setting if the question names it: `recursively`, `without attachments`, `include archived` */
function namedSetting(key: string, question: string): Decision<boolean> | undefined {
  const words = key.split('_').filter((word) => word.length > 2 && !SETTING_WORDS.has(word))
  const needsAll =
    /(?:^|_)(?:all|every|each)(?:_|$)/.test(key) && !/\b(?:all|every|each|everywhere)\b/i.test(question)
  if (words.length === 0 || needsAll) {
    return undefined
  }
  const lower = question.toLowerCase()
  const places = words.map((word) => {
    const root = word.replace(/(?:ive|ed|ing|s|e)$/, '')
    const at =
      root.length > 2
        ? lower.search(
            new RegExp(
              String.raw`(?<![\p{L}])${root.replaceAll(/[^\p{L}\p{N}]/gu, '')}(?:ively|ive|ed|ing|es|s|e|ly)?(?![\p{L}])`,
              'u',
            ),
          )
        : -1
    return at
  })
  const [first] = places
  if (first === undefined || places.includes(-1)) {
    return undefined
  }
  const isNegated = NEGATED_BEFORE.test(
    question.slice(Math.max(0, Math.min(...places) - 40), Math.min(...places)),
  )
  const isNegative = /^(?:no|without|exclude|disable|skip|hide|omit)_/.test(key)
  return { value: isNegative ? true : !isNegated, from: 'question', words: words.join(' ') }
}

const SETTING_WORDS: ReadonlySet<string> = new Set(
  'include included includes with use enable enabled is has should allow only show get the all are set force can contains mentions was make needs requires send add'.split(
    ' ',
  ),
)
