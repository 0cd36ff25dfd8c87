import { splitWords } from '../../assistant/words.ts'
import { Embedder } from '../embeddings/embed-text.ts'

/** Longer texts are compared by their start. */
const MAX_CHARACTERS = 2000
const MAX_WORDS = 1000

/** Dimensions of the default of `POST /embeddings`. */
const DIMENSIONS = 1536

/** Longest sequences of words that BLEU and GLEU compare. */
const MAX_SEQUENCE = 4

type Measure = (words: readonly string[], reference: readonly string[]) => number

/** Measures of words by the metric's name (API reference, "Text similarity grader"). */
const WORD_MEASURES: Readonly<Record<string, Measure>> = {
  meteor: (words, reference) => overlap(words, reference, 1).f1,
  rouge_1: (words, reference) => overlap(words, reference, 1).f1,
  rouge_2: (words, reference) => overlap(words, reference, 2).f1,
  rouge_3: (words, reference) => overlap(words, reference, 3).f1,
  rouge_4: (words, reference) => overlap(words, reference, 4).f1,
  rouge_5: (words, reference) => overlap(words, reference, 5).f1,
  rouge_l: ratioOfCommon,
  bleu: (words, reference) => bySequences(words, reference, ({ precision }) => precision),
  gleu: (words, reference) =>
    bySequences(words, reference, ({ precision, recall }) => Math.min(precision, recall)),
}

/**
 * @param metric `cosine`, `fuzzy_match`, `bleu`, `gleu`, `meteor` or `rouge_...`
 * @returns 0 to 1; 1 for equal texts
 */
export function textSimilarity(text: string, reference: string, metric: string): number {
  if (text === reference) {
    return 1
  }
  const measure = WORD_MEASURES[metric]
  if (measure !== undefined) {
    return measure(wordsOf(text), wordsOf(reference))
  }
  return metric === 'cosine'
    ? cosine(text, reference)
    : ratioOfCommon(Array.from(text.slice(0, MAX_CHARACTERS)), Array.from(reference.slice(0, MAX_CHARACTERS)))
}

function wordsOf(text: string): string[] {
  return splitWords(text).slice(0, MAX_WORDS)
}

function cosine(text: string, reference: string): number {
  const embedder = new Embedder(DIMENSIONS)
  const other = embedder.embed(reference)
  const sum = embedder.embed(text).reduce((total, value, index) => total + value * (other[index] ?? 0), 0)
  return Math.max(0, Math.min(1, sum))
}

interface Overlap {
  precision: number
  recall: number
  f1: number
}

/** Compares the sequences of some length in two lists. */
function overlap(words: readonly string[], reference: readonly string[], length: number): Overlap {
  const own = sequences(words, length)
  const other = sequences(reference, length)
  const remaining = new Map<string, number>()
  for (const sequence of other) {
    remaining.set(sequence, (remaining.get(sequence) ?? 0) + 1)
  }
  let common = 0
  for (const sequence of own) {
    const count = remaining.get(sequence) ?? 0
    common += count > 0 ? 1 : 0
    remaining.set(sequence, count - 1)
  }
  const precision = own.length === 0 ? 0 : common / own.length
  const recall = other.length === 0 ? 0 : common / other.length
  return { precision, recall, f1: common === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function sequences(words: readonly string[], length: number): string[] {
  return Array.from({ length: Math.max(0, words.length - length + 1) }, (_, index) =>
    words.slice(index, index + length).join(' '),
  )
}

/** The geometric mean over the lengths of sequences that both texts have. */
function bySequences(
  words: readonly string[],
  reference: readonly string[],
  valueOf: (overlap: Overlap) => number,
): number {
  const longest = Math.min(MAX_SEQUENCE, words.length, reference.length)
  const values = Array.from({ length: longest }, (_, index) => valueOf(overlap(words, reference, index + 1)))
  const product = values.reduce((result, value) => result * value, values.length === 0 ? 0 : 1)
  const brevity = words.length < reference.length ? Math.exp(1 - reference.length / words.length) : 1
  return values.length === 0 ? 0 : brevity * product ** (1 / values.length)
}

/** The share of the longest common subsequence in both lists. */
function ratioOfCommon(one: readonly string[], other: readonly string[]): number {
  let previous = new Uint16Array(other.length + 1)
  for (const item of one) {
    const current = new Uint16Array(other.length + 1)
    for (let index = 0; index < other.length; index += 1) {
      current[index + 1] =
        item === other[index]
          ? (previous[index] ?? 0) + 1
          : Math.max(previous[index + 1] ?? 0, current[index] ?? 0)
    }
    previous = current
  }
  const total = one.length + other.length
  return total === 0 ? 1 : (2 * (previous[other.length] ?? 0)) / total
}
