import {
  contentWords,
  relatedStems,
  splitWords,
  stem,
  STOP_WORDS,
  verbsOf,
  verbStems,
  type Verb,
} from '../../words.ts'
import { asksQuestion, readAsked } from './asked-verbs.ts'
import { countNumbers, findValues, type FoundValues } from './question-values.ts'

/** A word that tools are searched for. */
export interface Term {
  /** The word of the question that it stands for. */
  word: string
  /** 1 for a word of the question, less for related and inherited words, 0 for a verb of the same meaning. */
  weight: number
  /** True for a related word, such as `picture` for `paint`. */
  isRelated: boolean
}

/** A question, prepared once for all tools. */
export interface ToolQuery {
  question: string
  /** Terms by stem. */
  terms: ReadonlyMap<string, Term>
  /** The first letters of the terms, to skip other words quickly. */
  beginnings: ReadonlySet<number>
  /** Stems of words of tools, filled while they are compared. */
  keys: Map<string, string>
  verbs: ReadonlySet<Verb>
  /** Stems of the words where a request has its verb. */
  askedWords: ReadonlySet<string>
  /** True if the text asks a question rather than for an action. */
  isQuestion: boolean
  /** Stems of the nouns directly after a verb, with related ones. */
  objects: ReadonlySet<string>
  /** Words of the question that a tool can be about, without names, numbers and values. */
  subjects: readonly string[]
  values: readonly FoundValues[]
  numberCount: number
  /** All words of the question. */
  words: ReadonlySet<string>
}

/** Terms after these are left out, so that the pattern stays small. */
const MAX_TERMS = 160

/** Longer questions are cut to their ends. */
const MAX_LENGTH = 3000

const RELATED_WEIGHT = 0.7
const INHERITED_WEIGHT = 0.5

/** Phrases whose words do not say what they mean. */
const PHRASES: readonly (readonly [phrase: RegExp, meaning: readonly string[]])[] = [
  [
    /\b(?:take|drive|bring|guide) (?:me|us) to\b|\bhow (?:do|can) (?:i|we) get (?:to|from)\b/i,
    ['navigate', 'route', 'directions'],
  ],
  [/\bhow much (?:is|are|does|do)\b/i, ['price', 'cost']],
  [/\bhow (?:long|late|early)\b|\bwhat time\b/i, ['time', 'duration']],
]

/**
 * Prepares a question for `scoreTools`.
 *
 * @param question the question, or one clause of it
 * @param inherited the clause before, whose nouns count a little: `book it` after `find a flight`
 */
export function readQuery(question: string, inherited = ''): ToolQuery {
  // Long runs of spaces would make the patterns below slow.
  const text = cut(question)
    .replaceAll(/[^\S\n]{2,}/g, ' ')
    .replaceAll(/\n{2,}/g, '\n')
  const unquoted = text.replaceAll(/\bhttps?:\/\/\S+|"[^"]*"|\u201c[^\u201d]*\u201d/g, ' ')
  // Command lines pass the whole question in quotes.
  const plain = /\p{L}/u.test(unquoted) ? unquoted : text
  const words = splitWords(plain)
  const subjects = contentWords(plain)
  const values = findValues(text)
  const { verbs, words: askedWords } = readAsked(text)
  const terms = new Map<string, Term>()
  addTerms(terms, subjects, 1)
  const joined = joinedPairs(words)
  addTerms(terms, joined, 1)
  addRelated(terms, [...subjects, ...joined])
  for (const { kind } of values) {
    addTerms(terms, kind.words, RELATED_WEIGHT)
  }
  for (const [phrase, meaning] of PHRASES) {
    if (phrase.test(plain)) {
      addTerms(terms, meaning, RELATED_WEIGHT)
    }
  }
  if (inherited !== '') {
    const earlier = contentWords(cut(inherited)).filter((word) => verbsOf(word).length === 0)
    addTerms(terms, earlier, INHERITED_WEIGHT)
  }
  for (const verb of verbs) {
    addStems(terms, verbStems(verb), { word: verb, weight: 0, isRelated: false })
  }
  const names = properNames(plain)
  return {
    question: text,
    terms,
    beginnings: beginningsOf(terms),
    keys: new Map(),
    verbs,
    askedWords,
    isQuestion: asksQuestion(text),
    objects: directObjects(words),
    subjects: [...new Set(subjects)].filter((word) => !names.has(word) && !/\d/.test(word)),
    values,
    numberCount: countNumbers(text),
    words: new Set(words),
  }
}

function cut(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH / 2)}\n${text.slice(-MAX_LENGTH / 2)}`
}

function addStems(terms: Map<string, Term>, stems: readonly string[], term: Term): void {
  for (const key of stems) {
    if (terms.size < MAX_TERMS && !terms.has(key)) {
      terms.set(key, term)
    }
  }
}

function addTerms(terms: Map<string, Term>, words: readonly string[], weight: number): void {
  for (const word of words) {
    const key = stem(word)
    if (terms.size < MAX_TERMS && !terms.has(key)) {
      terms.set(key, { word, weight, isRelated: false })
    }
  }
}

/** `call back` is `callback`, too. */
function joinedPairs(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1]
    return next === undefined || ARTICLES.has(word) || ARTICLES.has(next) ? [] : [`${word}${next}`]
  })
}

const ARTICLES: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'i',
  'you',
  'me',
  'my',
  'it',
  'us',
  'is',
  'to',
  'of',
])

function addRelated(terms: Map<string, Term>, subjects: readonly string[]): void {
  for (const word of subjects) {
    addStems(terms, relatedStems(stem(word)), { word, weight: RELATED_WEIGHT, isRelated: true })
  }
}

/** @returns the first two letters of all words that may be terms; a few irregular forms start with others */
function beginningsOf(terms: ReadonlyMap<string, Term>): Set<number> {
  const beginnings = new Set<number>()
  for (const [key, { word, weight }] of terms) {
    beginnings.add(beginning(key, 0))
    if (weight > 0) {
      beginnings.add(beginning(word, 0))
    }
  }
  return beginnings
}

/** @returns a number for two letters of a text, in lower case */
function beginning(text: string, at: number): number {
  return lowerCode(text.charCodeAt(at)) * 0x1_00_00 + lowerCode(text.charCodeAt(at + 1))
}

function lowerCode(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
}

/**
 * Finds the terms in a part of a tool. Only words with the first letters of a term are stemmed.
 *
 * @param hits the best weight of each term by its stem, which is raised to the part's weight
 */
export function findTerms(
  { terms, beginnings, keys }: ToolQuery,
  { text, weight, hits }: { text: string; weight: number; hits: Map<string, number> },
): void {
  const { length } = text
  let at = 0
  while (at < length) {
    if (!isWordCharacter(text.charCodeAt(at))) {
      at += 1
      continue
    }
    const start = at
    do {
      at += 1
    } while (at < length && isWordCharacter(text.charCodeAt(at)))
    if (at - start > 1 && beginnings.has(beginning(text, start))) {
      const word = text.slice(start, at).toLowerCase()
      const known = keys.get(word)
      const key = known ?? stem(word)
      if (known === undefined) {
        keys.set(word, key)
      }
      if (terms.has(key) && weight > (hits.get(key) ?? 0)) {
        hits.set(key, weight)
      }
    }
  }
}

/** 1 for letters and digits. */
const WORD_CHARACTERS = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[a-z\d]/i.test(String.fromCharCode(code)) ? 1 : 0,
)

/** Characters beyond ASCII count as letters. */
function isWordCharacter(code: number): boolean {
  return code > 0x7f || WORD_CHARACTERS[code] === 1
}

/** @returns stems of the nouns after a verb, and after `the` or `my`: `file` of `create a new file` */
function directObjects(words: readonly string[]): Set<string> {
  const objects = new Set<string>()
  for (const [index, word] of words.entries()) {
    // `add Ann as a contact`
    if (verbsOf(word).length > 0 || word === 'as') {
      const noun = words.slice(index + 1, index + 5).find((next) => !STOP_WORDS.has(next) && next.length > 1)
      const key = noun === undefined ? '' : stem(noun)
      for (const one of key === '' ? [] : [key, ...relatedStems(key)]) {
        objects.add(one)
      }
    }
  }
  return objects
}

/** @returns capitalized words that do not start a sentence, in lower case */
function properNames(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/(?<=[\p{L}\p{N},'\u2019] )\p{Lu}[\p{Ll}\p{M}]+/gu)].map(([word]) =>
      word.toLowerCase(),
    ),
  )
}
