import { contentWords, relatedStems, stem } from '../words.ts'

/** Longer context is cut. */
const MAX_CONTEXT_LENGTH = 20_000

/** More sentences are ignored. */
const MAX_SENTENCES = 400

/** Longer sentences are quoted up to here. */
const MAX_SENTENCE_LENGTH = 600

/** The weight of a word that is only related to a word of the question, such as `price` and `cost`. */
const RELATED_WEIGHT = 0.5

/** The end of a sentence, or a line. Abbreviations of one letter and common titles end no sentence. */
const SENTENCE_END =
  /(?<!\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|approx|No|Inc|Ltd|Co))[.!?]["'\u201d\u2019)\]]*(?=\s)|[\u3002\uff01\uff1f]|\n/g

/** Numbers, bullets and labels of sources before the text of a passage. */
const SOURCE_LABEL =
  /^(?:(?:\[[^\]\n]{1,40}\]|\(?\d{1,3}[.):\]]|[-*\u2022#>]+|(?:document|doc|source|passage|chunk|excerpt|context|result|title|content|text|snippet|page)(?: ?#?\d{1,3})?[:.\]]|<\/?[\w -]{1,60}>|"{3}|`{3})\s*)+/i

/** @returns the sentences of a text without labels of sources and markup */
export function splitSentences(text: string): string[] {
  const cut = text.slice(0, MAX_CONTEXT_LENGTH)
  const sentences: string[] = []
  let start = 0
  for (const { 0: end, index } of cut.matchAll(SENTENCE_END)) {
    if (sentences.length >= MAX_SENTENCES) {
      return sentences
    }
    addSentence(sentences, cut.slice(start, index + end.length))
    start = index + end.length
  }
  addSentence(sentences, cut.slice(start))
  return sentences
}

function addSentence(sentences: string[], raw: string): void {
  const sentence = raw
    .trim()
    .replace(SOURCE_LABEL, '')
    .replace(/(?:<\/[\w-]{1,60}>\s*)+$/, '')
    .trim()
  if (/[\p{L}\p{N}]/u.test(sentence) && !/^<[^<>]{1,200}>$/.test(sentence)) {
    sentences.push(sentence.slice(0, MAX_SENTENCE_LENGTH))
  }
}

/**
 * Finds the sentence of a context that is closest to a question. Words in few sentences weigh more, words of the
 * same subject count half.
 *
 * @param minOverlap the minimal share of the question's words in the sentence, from 0 to 1
 * @returns undefined if no sentence shares a content word with the question
 */
export function closestSentence(context: string, question: string, minOverlap = 0): string | undefined {
  const sentences = splitSentences(context)
  const words = sentences.map((sentence) => new Set(keysOf(sentence)))
  const asked = new Set(keysOf(question))
  const related = new Set([...asked].flatMap(relatedStems).filter((key) => !asked.has(key)))
  const frequencies = new Map<string, number>()
  for (const key of words.flatMap((keys) => [...keys])) {
    frequencies.set(key, (frequencies.get(key) ?? 0) + 1)
  }
  const weightOf = (key: string) => Math.log(1 + sentences.length / (frequencies.get(key) ?? 1))
  let best: { sentence: string; score: number } | undefined
  for (const [index, sentence] of sentences.entries()) {
    let score = 0
    let matches = 0
    for (const key of words[index] ?? []) {
      matches += asked.has(key) ? 1 : related.has(key) ? RELATED_WEIGHT : 0
      score += asked.has(key) ? weightOf(key) : related.has(key) ? RELATED_WEIGHT * weightOf(key) : 0
    }
    // Among equal sentences, a short one is closer.
    const normalized = score / Math.sqrt(4 + (words[index]?.size ?? 0))
    // A question in the context does not answer one.
    const value = sentence.endsWith('?') ? normalized / 2 : normalized
    const isClose = score > 0 && matches >= minOverlap * asked.size
    if (isClose && value > (best?.score ?? 0)) {
      best = { sentence, score: value }
    }
  }
  return best?.sentence
}

/** @returns the share of a text's content words that another text has, from 0 to 1; 1 for a text without such words */
export function overlap(text: string, other: string): number {
  const keys = keysOf(text)
  const others = new Set(keysOf(other))
  return keys.length === 0 ? 1 : keys.filter((key) => others.has(key)).length / keys.length
}

/** @returns stems of content words; of languages without spaces, pairs of characters */
function keysOf(text: string): string[] {
  return contentWords(text).flatMap((word) => (UNSPACED.test(word) ? characterPairs(word) : stem(word)))
}

/** Chinese, Japanese, Korean and Thai letters. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/

function characterPairs(word: string): string[] {
  const characters = Array.from(word)
  return characters.length === 1
    ? characters
    : characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/** A phrase to answer with when the context has no answer. */
const FALLBACK =
  /\b(?:if|when|unless)\b[^.\n]{0,160}\b(?:(?:do|does|did) ?(?:n't|not) (?:know|have|contain|answer|provide|include|mention|find)|can ?(?:no|')t (?:be )?(?:find|found|answer|answered)|not (?:be )?(?:in|found|contained|present|available|enough|sufficient|known|able|mentioned|relevant)|no (?:relevant|answer|information|context)|unsure|isn't|insufficient|unanswerable|unknown)\b[^\n]{0,120}?\b(?:say|respond|reply|answer|output|return|write|state|use|phrase)(?:ing)?\b[^"'\u201c`\n]{0,50}["'\u201c`]([^"\u201d`\n]{2,160}?)["'\u201d`](?![A-Za-z])/i

const HONEST =
  /\b(?:just say|say|admit|respond) that you (?:don't|do not) know\b|\bsay (?:you don't know|"?i don't know)/i

/** @returns the text that the instructions demand for a question that the context does not answer */
export function unknownAnswer(instructions: string): string | undefined {
  const cut = instructions.slice(0, MAX_CONTEXT_LENGTH)
  return FALLBACK.exec(cut)?.[1] ?? (HONEST.test(cut) ? "I don't know." : undefined)
}
