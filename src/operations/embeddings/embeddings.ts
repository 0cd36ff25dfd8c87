import { toBase64 } from '../../web/bytes/base64.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { BodyOf, Transform } from '../operation.ts'

type EmbeddingRequest = BodyOf<'createEmbedding'>

/** Default dimensions by model (guide "Embeddings"); other models use {@link DEFAULT_DIMENSIONS}. */
const MODEL_DIMENSIONS: Record<string, number> = { 'text-embedding-3-large': 3072 }
const DEFAULT_DIMENSIONS = 1536
/** Bounds memory in case the document does not limit `dimensions`. */
const MAX_DIMENSIONS = 4096

/** Dimensions changed by each word: texts that share more words are closer. */
const DIMENSIONS_PER_WORD = 24

/** Weight of the whole text's hash: enough to distinguish texts, too small to hide shared words. */
const WHOLE_TEXT_WEIGHT = 0.3

/** Embeddings: one unit vector per input, equal for equal texts and close for texts that share words. */
export const embeddings: Transform<EmbeddingRequest> = (answer, { body }) => {
  const inputs = readInputs(body.input)
  const dimensions = Math.min(
    MAX_DIMENSIONS,
    body.dimensions ?? MODEL_DIMENSIONS[body.model] ?? DEFAULT_DIMENSIONS,
  )
  const asBase64 = body.encoding_format === 'base64'
  const tokens = inputs.reduce((sum, input) => sum + inputTokens(input), 0)
  return {
    ...answer,
    data: inputs.map((input, index) => {
      const vector = embed(input, dimensions)
      return {
        object: 'embedding',
        index,
        embedding: asBase64 ? toBase64(floatBytes(vector)) : Array.from(vector),
      }
    }),
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  }
}

type Input = string | number[]

/** Parses a text, a list of texts, a list of token ids, or a list of such lists. */
function readInputs(input: EmbeddingRequest['input']): Input[] {
  if (typeof input === 'string') {
    return [input]
  }
  const tokens = input.filter((item) => typeof item === 'number')
  return tokens.length > 0 ? [tokens] : input.filter((item) => typeof item !== 'number')
}

function inputTokens(input: Input): number {
  return typeof input === 'string' ? Math.max(1, countTokens(input)) : input.length
}

function embed(input: Input, dimensions: number): Float32Array {
  const words =
    typeof input === 'string' ? (input.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) : input.map(String)
  const vector = new Float32Array(dimensions)
  for (const word of words) {
    addHashedText(vector, word, 1)
  }
  addHashedText(vector, `whole ${words.join(' ')}`, WHOLE_TEXT_WEIGHT * Math.sqrt(Math.max(1, words.length)))
  return toUnitLength(vector)
}

function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) {
    squares += value * value
  }
  const length = Math.sqrt(squares)
  return vector.map((value) => value / length)
}

/** Adds the weight to some dimensions, up or down, chosen by the text's hash. */
function addHashedText(vector: Float32Array, text: string, weight: number): void {
  const random = seededRandom(text)
  for (let index = 0; index < DIMENSIONS_PER_WORD; index += 1) {
    const position = Math.floor(random() * vector.length)
    vector[position] = (vector[position] ?? 0) + (random() < 0.5 ? weight : -weight)
  }
}

/** Little-endian 32-bit floats, as the SDKs expect; all supported processors are little-endian. */
function floatBytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
