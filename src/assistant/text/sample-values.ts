import type { Random } from '../../web/random/seeded-random.ts'
import { EMAIL_ADDRESSES, FIRST_NAMES, FULL_NAMES, LAST_NAMES } from './sample-people.ts'
import { truncate } from '../../web/truncate.ts'

/** Sample strings by property name; the first matching pattern applies. */
const STRINGS_BY_NAME: [pattern: RegExp, values: readonly string[]][] = [
  [/e-?mail/i, EMAIL_ADDRESSES],
  [/url|uri$|link|website|href/i, ['https://example.com/', 'https://example.org/docs']],
  [/phone|mobile/i, ['+1 555 0100', '+44 20 7946 0123']],
  [/first_?name|given/i, FIRST_NAMES],
  [/last_?name|surname|family/i, LAST_NAMES],
  [/city$|town$/i, ['Paris', 'London', 'Tokyo', 'Berlin']],
  [/location|place|destination|origin|address/i, ['Paris, France', 'London, UK', 'Tokyo, Japan']],
  [/country/i, ['France', 'Japan', 'Kenya']],
  [/street/i, ['12 Rue de Rivoli', '221B Baker Street']],
  [/zip|postal/i, ['75001', '10115']],
  [/currency/i, ['USD', 'EUR']],
  [/language|locale/i, ['en', 'fr', 'de']],
  [/unit/i, ['celsius', 'kilometers']],
  [/date$|day$/i, ['2025-03-10', '2025-06-21']],
  [/time$/i, ['09:30', '18:00']],
  [/colou?r/i, ['blue', 'green', 'red']],
  [/company|organi[sz]ation|employer|brand|vendor/i, ['Northwind Traders', 'Contoso']],
  [/product|^item$|ingredient/i, ['Olive oil', 'Green tea', 'Dark chocolate']],
  [/occupation|profession|job_?title|^role$/i, ['Engineer', 'Teacher']],
  [/^steps?$|instruction|procedure/i, ['Read the instructions.', 'Complete each task in order.']],
  [/note|comment|feedback|remark/i, ['There are no further comments.']],
  [/amount|quantity/i, ['2', '100 g']],
  [/status/i, ['open', 'completed']],
  [/priority|severity/i, ['high', 'low']],
  [/symbol|ticker/i, ['AAPL', 'MSFT']],
  [/version/i, ['1.0.0', '2.1.0']],
  [/title|subject|headline/i, ['A short introduction', 'The summer schedule']],
  [/summary|abstract/i, ['Overall, everything went as planned.']],
  [/description|details|content|text|body|message/i, ['Everything is set up correctly and ready to use.']],
  [/reason|explanation|rationale|output|result|answer|conclusion/i, ['This follows from the question.']],
  [/name|author|user|person|participant/i, FULL_NAMES],
  [/id$|^id/i, ['a1b2c3', 'd4e5f6']],
  [/category|type|kind|tag|label/i, ['general', 'support']],
  [/code|script/i, ['print("Hello, world!")']],
  [/command|cmd/i, ['ls -la']],
  [/path|file|folder/i, ['/tmp/report.txt']],
]

/** Sample numbers by property name. */
const NUMBERS_BY_NAME: [pattern: RegExp, values: number[]][] = [
  [/(?:^|_)age/i, [36, 42, 29]],
  [/year/i, [2025]],
  [/price|cost|amount|total/i, [19.5, 42, 120]],
  [/temp(?:erature)?$/i, [21, 18]],
  [/population|count|inhabitants/i, [120_000, 2_100_000]],
  [/percent|rate|probability|confidence|score/i, [0.9, 0.75]],
  [/(?:^|_)lat(?:itude)?$/i, [48.8566]],
  [/(?:^|_)(?:lng|long?(?:itude)?)$/i, [2.3522]],
]

/** Maximum length of a value quoted from the prompt. */
const MAX_QUOTE_LENGTH = 200

/** Properties that hold the user's question. */
const PROMPT_PROPERTY = /query|question|prompt|search|keyword|input|request/i

/** Properties and objects whose `name` is a person's name. */
const PERSON_PROPERTY =
  /user|person|people|customer|client|author|employee|contact|member|patient|student|teacher|participant|attendee|guest|owner|player|character|hero|assignee|recipient|sender|friend|child|parent|candidate|speaker|artist|actor|director|passenger|traveler|^(?:first|last|middle|full|display|nick|given|family|sur|legal|maiden)_?$/i

/** Input for a sample string. */
export interface StringContext {
  /** The property name, or '' if there is none. */
  name: string
  /** The property that holds the enclosing object, or '' if there is none. */
  owner: string
  /** The last user text. */
  prompt: string
  /** Selects among the candidates. */
  random: Random
  /** The string for a name without a meaning. Defaults to the words of the name. */
  unknown?: (words: string) => string
}

/** @returns a realistic string for the property */
export function realisticString({
  name,
  owner,
  prompt,
  random,
  unknown = (words) => words,
}: StringContext): string {
  if (PROMPT_PROPERTY.test(name) && prompt !== '') {
    return truncate(prompt, MAX_QUOTE_LENGTH)
  }
  const subject = namedSubject(name, owner)
  return subject === undefined
    ? (knownString(name, random) ?? (name === '' ? 'one' : unknown(splitWords(name))))
    : (knownString(subject, random) ?? `Sample ${splitWords(subject)}`)
}

function knownString(name: string, random: Random): string | undefined {
  const values = STRINGS_BY_NAME.find(([pattern]) => pattern.test(name))?.[1]
  return values?.[Math.floor(random() * values.length)]
}

/** @returns the named thing, unless it is a person: `file` for `file_name`, `recipe` for `recipe: { name }` */
function namedSubject(name: string, owner: string): string | undefined {
  const subject = /^name$/i.test(name) ? owner : /^(.+?)_?name$/i.exec(name)?.[1]
  return subject === undefined || subject === '' || PERSON_PROPERTY.test(subject)
    ? undefined
    : subject.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '')
}

function splitWords(name: string): string {
  return name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/[_-]+/g, ' ')
}

/**
 * @param name the property name, or '' if there is none
 * @returns a realistic number for the property
 */
export function realisticNumber(name: string, random: Random): number {
  const values = NUMBERS_BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? [1, 2, 3]
  return values[Math.floor(random() * values.length)] ?? 1
}
