import { toBase64 } from '../../web/bytes/base64.ts'
import { countTokens } from '../../openai/tokens.ts'
import type { BodyOf, Transform } from '../operation.ts'
import { Embedder } from './embed-text.ts'

type EmbeddingRequest = BodyOf<'createEmbedding'>

/** Default dimensions by model (guide "Embeddings"); other models use {@link DEFAULT_DIMENSIONS}. */
const MODEL_DIMENSIONS: Record<string, number> = { 'text-embedding-3-large': 3072 }
const DEFAULT_DIMENSIONS = 1536
/** Bounds memory in case the document does not limit `dimensions`. */
const MAX_DIMENSIONS = 4096

/** Embeddings: one unit vector per input, equal for equal texts and close for texts about the same. */
export const embeddings: Transform<EmbeddingRequest> = (answer, { body }) => {
  const inputs = readInputs(body.input)
  const dimensions = Math.min(
    MAX_DIMENSIONS,
    body.dimensions ?? MODEL_DIMENSIONS[body.model] ?? DEFAULT_DIMENSIONS,
  )
  const asBase64 = body.encoding_format === 'base64'
  const tokens = inputs.reduce((sum, input) => sum + inputTokens(input), 0)
  const embedder = new Embedder(dimensions)
  return {
    ...answer,
    data: inputs.map((input, index) => {
      const vector = typeof input === 'string' ? embedder.embed(input) : embedder.embedTokens(input)
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

/** Little-endian 32-bit floats, as the SDKs expect; all supported processors are little-endian. */
function floatBytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
