import { CONCEPTS, NOUN_VERBS, VERBS, type Verb } from './vocabulary.ts'

export { CONCEPTS, VERBS, type Verb, type VerbEffect } from './vocabulary.ts'

/** Words that say nothing about the subject of a text. */
export const STOP_WORDS: ReadonlySet<string> = setOf(
  `
  a an the of to in on at for from by with and or but nor is are was were be been being am do does did i you he she
  it we they me him her us them my your our their its this that these those what which who whom whose when where why how
  can could would should will shall may might must please there here have has had having not no yes ok okay so if then
  than as about into onto over all any some each every both just also too very only even still ever already again get
  got getting let lets us want wants need needs needed like give given show take using use used tool tools function
  functions now today new s t ll re ve d m don im id ive isn doesn didn won hi hey hello thanks thank well right sure
  many much more most other another such because while during until after before between through same own out up off down
  me thing things something anything kind sort way lot bit maybe really quite actually basically currently exactly via
  per etc able available provided following given based within without first next finally make made making put puts go goes going`,
  'tell',
)

/** Words in `-er` that are not derived from a verb of the same stem. */
const NOT_AGENTS: ReadonlySet<string> = setOf('weather customer computer chapter quarter register')

/** Other forms of a word, by their common stem. */
const IRREGULAR_FORMS: ReadonlyMap<string, string> = new Map(
  [
    'send sent',
    'write wrote written',
    'make made',
    'build built',
    'find found',
    'buy bought',
    'pay paid',
    'draw drew drawn',
    'run ran',
    'person people persons',
    'child children',
    'convert conversion conversions',
    'analyze analyse analysis analyses analytics',
    'summarize summarise summary summaries',
    'delete deletion deletions',
    'visualize visualise visualization',
    'organize organise',
    'news',
  ].flatMap((line) => {
    const forms = line.split(' ')
    const [base = ''] = forms
    return forms.map((form): [string, string] => [form, forms.length === 1 ? base : stemByRule(base)])
  }),
)

/** @returns the lower-case words of a text; `getUserName` and `get_user_name` have three */
export function splitWords(text: string): string[] {
  const spaced = /[a-z\d][A-Z]|[A-Z][A-Z][a-z]|[^\0-\x7F]/.test(text)
    ? text.replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    : text
  return spaced.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** @returns the words of a text without stop words and single letters */
export function contentWords(text: string): string[] {
  return splitWords(text).filter((word) => word.length > 1 && !STOP_WORDS.has(word))
}

/**
 * Returns the stem of an English word, so that `booking`, `booked` and `books` are equal, as are `translate` and
 * `translation`. Stems are for comparison only, not words.
 *
 * @param word a lower-case word
 */
export function stem(word: string): string {
  return IRREGULAR_FORMS.get(word) ?? (word.length < 4 ? word : stemByRule(word))
}

function stemByRule(word: string): string {
  let result = withoutPlural(word)
  if (result.length > 4) {
    result = withoutSuffix(result)
  }
  result = withoutDouble(result)
  if (result.length > 5 && result.endsWith('r') && !NOT_AGENTS.has(result)) {
    result = result.replace(/(?<=...t)or$|(?<=.{5})er$/, '')
  }
  if (result.length > 3 && result.endsWith('e')) {
    result = result.slice(0, -1)
  }
  return withoutDouble(result.length > 6 && result.endsWith('at') ? result.slice(0, -2) : result)
}

/** Removes one suffix, chosen by the last letter. */
function withoutSuffix(word: string): string {
  const { length } = word
  switch (word.charAt(length - 1)) {
    case 'g':
      return length > 5 ? word.replace(/(?<=[aeiouy].*)ing$/, '') : word
    case 'd':
      return word.replace(/(?<=[aeiouy].*[^e])ed$/, '')
    case 'n':
      return word
        .replace(/ification$/, 'ify')
        .replace(/(?<=..r)iption$/, 'ib')
        .replace(/(?<=.{4}[ts])ion$/, '')
    case 't':
      return length > 6 ? word.replace(/(?<=[^e]{2})ment$/, '').replace(/(?<=..r)ipt$/, 'ib') : word
    case 'y':
      return length > 6
        ? word.replace(/(?<=er)y$|(?<=.{4})ity$|(?<=...)ly$/, '')
        : length > 5
          ? word.replace(/(?<=...)ly$/, '')
          : word
    default:
      return word
  }
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') && !word.endsWith('ied')) {
    return word
  }
  return word.length > 4 && /ie[sd]$/.test(word) ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^sui])s$/, '')
}

/** `runn` of `running` becomes `run`. */
function withoutDouble(word: string): string {
  const { length } = word
  const last = word.charAt(length - 1)
  return length > 3 && last === word.charAt(length - 2) && !'aeiou'.includes(last) ? word.slice(0, -1) : word
}

const VERB_GROUPS: ReadonlyMap<string, readonly Verb[]> = indexByStem(VERBS, ({ words }) => words)

/** @returns the groups of a verb in any form; empty for another word */
export function verbsOf(word: string): readonly Verb[] {
  return VERB_GROUPS.get(stem(word)) ?? []
}

const NOUN_VERB_STEMS: ReadonlySet<string> = new Set([...setOf(NOUN_VERBS)].map(stem))

/** @returns true for a verb that is as often a noun: `order_status` orders nothing */
export function isNounVerb(word: string): boolean {
  return NOUN_VERB_STEMS.has(stem(word))
}

const CONCEPTS_OF: ReadonlyMap<string, readonly string[]> = indexByStem(CONCEPTS, (words) => words)

/** Stems of each subject's words, by the stem of its name. */
const CONCEPT_STEMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(CONCEPTS).map(([name, words]) => [stem(name), words.split(' ').map(stem)]),
)

/**
 * Returns the stems of words for about the same subject: broader ones, and those of the subject itself.
 *
 * @param key the stem of a word
 */
export function relatedStems(key: string): readonly string[] {
  const broader = CONCEPTS_OF.get(key)?.map(stem) ?? []
  return [...broader, ...(CONCEPT_STEMS.get(key) ?? [])]
}

/** Stems of the words of each verb group. */
const VERB_STEMS: ReadonlyMap<Verb, readonly string[]> = new Map(
  Object.entries(VERBS).flatMap(([, { words }]) => {
    const stems = words.split(' ').map(stem)
    return (VERB_GROUPS.get(stems[0] ?? '') ?? [])
      .filter((verb) => VERBS[verb].words === words)
      .map((verb) => [verb, stems] as const)
  }),
)

/** @returns the stems of the words of a verb group */
export function verbStems(verb: Verb): readonly string[] {
  return VERB_STEMS.get(verb) ?? []
}

/** @returns the names of the subjects that a word belongs to, without itself */
export function conceptsOf(word: string): readonly string[] {
  return CONCEPTS_OF.get(stem(word)) ?? []
}

function setOf(...lists: string[]): Set<string> {
  return new Set(lists.join(' ').trim().split(/\s+/))
}

/** @returns the names of groups, by the stems of their words */
function indexByStem<Name extends string, Group>(
  groups: Readonly<Record<Name, Group>>,
  wordsOf: (group: Group) => string,
): Map<string, Name[]> {
  const index = new Map<string, Name[]>()
  for (const name in groups) {
    for (const word of wordsOf(groups[name]).split(' ')) {
      const key = stem(word)
      const names = index.get(key) ?? []
      index.set(key, names.includes(name) ? names : [...names, name])
    }
  }
  return index
}
