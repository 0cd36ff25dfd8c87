import { hash, seededRandom } from '../../web/random/seeded-random.ts'
import { splitWords, stem, STOP_WORDS } from '../../assistant/words.ts'
import { synonymGroup } from './synonyms.ts'

/** Dimensions changed by each word, and by each sequence of three letters. */
const DIMENSIONS_PER_WORD = 20
const DIMENSIONS_PER_TRIGRAM = 4

/** Weights of a word's parts: a synonym shares `GROUP_WEIGHT` squared, about 0.9, with the word. */
const GROUP_WEIGHT = 0.95
const OWN_WEIGHT = 0.31
/** All sequences of three letters of a word together, so that forms of a word and of related languages are closer. */
const TRIGRAMS_WEIGHT = 0.4

/** Words such as `the` are in all texts, and mean nothing unless the text has no other words. */
const STOP_WORD_WEIGHT = 0.12

/** Single letters name variables and list items. */
const LETTER_WEIGHT = 0.3

/** Frequent words of German, French, Spanish, Italian, Portuguese and Dutch. */
const FOREIGN_STOP_WORDS: ReadonlySet<string> = new Set(
  'der die das den dem des ein eine einen einem einer und oder ist sind war nicht mit auf im zu von f\u00fcr wie ich du er sie es wir ihr le la les un une et est sont dans sur pour avec que qui ne pas je il elle nous vous el los las y en es est\u00e1 con por para una lo che di da per il gli della non sono e o os as em no na do para com um uma de het een van op met niet zijn'.split(
    ' ',
  ),
)

/** Noise of the whole text in all dimensions: texts of the same words differ, and no number is exactly 0. */
const NOISE_WEIGHT = 0.12

/** Chinese, Japanese, Korean and Thai letters, which have no spaces between words. */
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/

/** Japanese endings and particles. */
const HIRAGANA = /^[\u3040-\u309f]+$/

/** The dimensions that one word changes, in turns of position and amount. */
type SparseVector = readonly number[]

/**
 * Embeds the texts of one request as unit vectors: equal for equal texts, and closer the more meaning the words share.
 * Words count by their stem, group of synonyms and letters; frequent repetitions count less.
 */
export class Embedder {
  readonly #dimensions: number
  /** Vectors of words, which the texts of a request repeat. */
  readonly #words = new Map<string, SparseVector>()

  /** @param dimensions the length of the vectors */
  constructor(dimensions: number) {
    this.#dimensions = dimensions
  }

  /** @returns the unit vector of a text */
  embed(text: string): Float32Array {
    return this.#embedWords(wordsOf(text), text)
  }

  /** @returns the unit vector of token ids */
  embedTokens(tokens: readonly number[]): Float32Array {
    return this.#embedWords(tokens.map(String), tokens.join(' '))
  }

  #embedWords(words: readonly string[], text: string): Float32Array {
    const counts = new Map<string, number>()
    for (const word of words) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    const vector = new Float32Array(this.#dimensions)
    for (const [word, count] of counts) {
      const weight = importance(word) * Math.sqrt(count)
      const changes = this.#wordVector(word)
      for (let index = 0; index < changes.length; index += 2) {
        const position = changes[index] ?? 0
        vector[position] = (vector[position] ?? 0) + weight * (changes[index + 1] ?? 0)
      }
    }
    addNoise(vector, text)
    scaleToUnitLength(vector)
    return vector
  }

  #wordVector(word: string): SparseVector {
    const known = this.#words.get(word)
    if (known !== undefined) {
      return known
    }
    const vector: number[] = []
    const base = stem(word)
    const group = synonymGroup(base)
    if (group === undefined) {
      this.#addHashed(vector, { text: base, count: DIMENSIONS_PER_WORD, weight: 1 })
    } else {
      this.#addHashed(vector, { text: `group ${group}`, count: DIMENSIONS_PER_WORD, weight: GROUP_WEIGHT })
      this.#addHashed(vector, { text: base, count: DIMENSIONS_PER_WORD, weight: OWN_WEIGHT })
    }
    const trigrams = trigramsOf(base)
    const weight = TRIGRAMS_WEIGHT / Math.sqrt(Math.max(1, trigrams.length))
    for (const trigram of trigrams) {
      this.#addHashed(vector, { text: `letters ${trigram}`, count: DIMENSIONS_PER_TRIGRAM, weight })
    }
    this.#words.set(word, vector)
    return vector
  }

  /** Adds a vector of length `weight`, in some dimensions that the hash of the text chooses. */
  #addHashed(
    vector: number[],
    { text, count, weight }: { text: string; count: number; weight: number },
  ): void {
    const random = seededRandom(hash(text))
    const amount = weight / Math.sqrt(count)
    for (let index = 0; index < count; index += 1) {
      vector.push(Math.floor(random() * this.#dimensions), random() < 0.5 ? amount : -amount)
    }
  }
}

function importance(word: string): number {
  const isStopWord = STOP_WORDS.has(word) || FOREIGN_STOP_WORDS.has(word) || HIRAGANA.test(word)
  return isStopWord ? STOP_WORD_WEIGHT : word.length === 1 && !UNSPACED.test(word) ? LETTER_WEIGHT : 1
}

/** @returns lower-case words; pairs of characters in languages without spaces */
function wordsOf(text: string): string[] {
  const words = splitWords(text)
  return UNSPACED.test(text) ? words.flatMap(characterPairs) : words
}

function characterPairs(word: string): string[] {
  const characters = UNSPACED.test(word) ? Array.from(word) : []
  return characters.length < 2
    ? [word]
    : characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/** @returns sequences of three letters with the word's boundaries; none for short words */
function trigramsOf(word: string): string[] {
  return word.length < 4
    ? []
    : Array.from({ length: Math.min(word.length, MAX_TRIGRAMS) }, (_, index) =>
        ` ${word} `.slice(index, index + 3),
      )
}

/** Longer words have no meaning in their letters. */
const MAX_TRIGRAMS = 24

/** The longest part of a text that decides about the noise. */
const MAX_NOISE_TEXT = 2000

/** Adds a little noise to all dimensions, and more to a text without words. Changes the vector, which is faster. */
function addNoise(vector: Float32Array, text: string): void {
  // The state of the generator must not be 0.
  let state = hash(text.slice(0, MAX_NOISE_TEXT), text.length) || 1
  const scale = (NOISE_WEIGHT * (lengthOf(vector) || 1) * Math.sqrt(3)) / Math.sqrt(vector.length)
  for (let index = 0; index < vector.length; index += 1) {
    // Xorshift is enough for noise.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    vector[index] = (vector[index] ?? 0) + (scale * state) / 2_147_483_648
  }
}

function scaleToUnitLength(vector: Float32Array): void {
  const factor = 1 / lengthOf(vector)
  for (let index = 0; index < vector.length; index += 1) {
    vector[index] = (vector[index] ?? 0) * factor
  }
}

function lengthOf(vector: Float32Array): number {
  let squares = 0
  for (let index = 0; index < vector.length; index += 1) {
    const value = vector[index] ?? 0
    squares += value * value
  }
  return Math.sqrt(squares)
}
