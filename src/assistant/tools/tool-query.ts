import {
  contentWords,
  relatedWords,
  splitWords,
  stem,
  STOP_WORDS,
  VERBS,
  verbsOf,
  type Verb,
} from '../words.ts'
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
  /** Matches the words of a lower-case text that may be terms; undefined if the question has no terms. */
  pattern: RegExp | undefined
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
  /** `on` or `off` of `turn off`, and other particles. */
  particles: ReadonlySet<string>
}

/** Terms after these are left out, so that the pattern stays small. */
const MAX_TERMS = 160

/** Longer questions are cut to their ends. */
const MAX_LENGTH = 3000

const RELATED_WEIGHT = 0.7
const INHERITED_WEIGHT = 0.5

/** Particles that turn a verb into its opposite. */
const PARTICLES = ['on', 'off', 'up', 'down', 'in', 'out'] as const

/**
 * Prepares a question for `scoreTools`.
 *
 * @param question the question, or one clause of it
 * @param inherited the clause before, whose nouns count a little: `book it` after `find a flight`
 */
export function readQuery(question: string, inherited = ''): ToolQuery {
  const text = cut(question)
  const unquoted = text.replaceAll(/\bhttps?:\/\/\S+|"[^"]*"|“[^”]*”/g, ' ')
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
  if (inherited !== '') {
    const earlier = contentWords(cut(inherited)).filter((word) => verbsOf(word).length === 0)
    addTerms(terms, earlier, INHERITED_WEIGHT)
  }
  for (const verb of verbs) {
    addTerms(terms, VERBS[verb].words.split(' '), 0)
  }
  const names = properNames(plain)
  return {
    question: text,
    terms,
    pattern: patternOf(terms),
    verbs,
    askedWords,
    isQuestion: asksQuestion(text),
    objects: directObjects(words),
    subjects: [...new Set(subjects)].filter((word) => !names.has(word) && !/\d/.test(word)),
    values,
    numberCount: countNumbers(text),
    particles: new Set(PARTICLES.filter((particle) => words.includes(particle))),
  }
}

function cut(text: string): string {
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH / 2)}\n${text.slice(-MAX_LENGTH / 2)}`
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
    for (const related of relatedWords(word)) {
      const key = stem(related)
      if (terms.size < MAX_TERMS && !terms.has(key)) {
        terms.set(key, { word, weight: RELATED_WEIGHT, isRelated: true })
      }
    }
  }
}

/** @returns a pattern that finds candidates by the beginning of their stem */
function patternOf(terms: ReadonlyMap<string, Term>): RegExp | undefined {
  const prefixes = new Set<string>()
  for (const [key, { word, weight }] of terms) {
    const prefix = prefixOf(key)
    prefixes.add(prefix)
    if (weight > 0 && !word.startsWith(prefix)) {
      prefixes.add(prefixOf(word))
    }
  }
  return prefixes.size === 0
    ? undefined
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...prefixes].join('|')})[\\p{L}\\p{M}\\p{N}]*`, 'gu')
}

/** Endings of stems differ from those of words: `city` and `cities`, `summariz` and `summary`. */
function prefixOf(key: string): string {
  return key.endsWith('iz') && key.length > 6
    ? key.slice(0, -3)
    : key.length > 4 || key.endsWith('y')
      ? key.slice(0, -1)
      : key
}

/** @returns stems of the nouns after a verb, and after `the` or `my`: `file` of `create a new file` */
function directObjects(words: readonly string[]): Set<string> {
  const objects = new Set<string>()
  for (const [index, word] of words.entries()) {
    if (verbsOf(word).length > 0) {
      const noun = words.slice(index + 1, index + 5).find((next) => !STOP_WORDS.has(next) && next.length > 1)
      for (const one of noun === undefined ? [] : [noun, ...relatedWords(noun)]) {
        objects.add(stem(one))
      }
    }
  }
  return objects
}

/** @returns capitalized words that do not start a sentence, in lower case */
function properNames(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/(?<=[\p{L}\p{N},'’] )\p{Lu}[\p{Ll}\p{M}]+/gu)].map(([word]) => word.toLowerCase()),
  )
}
