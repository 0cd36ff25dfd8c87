import { asArray, asObject, asString } from '../../web/json/narrow.ts'
import { Embedder } from '../embeddings/embed-text.ts'
import { type Chunk, type ChunkSizes, chunkText } from './chunk-text.ts'

/** Dimensions of the default of `POST /embeddings`, so that a client that ranks the chunks gets the same order. */
export const DIMENSIONS = 1536

const BYTES_PER_VECTOR = DIMENSIONS * Float32Array.BYTES_PER_ELEMENT
const HEADER_BYTES = 4

/** The chunks of a file, and a unit vector for each. */
export interface PassageIndex {
  text: string
  chunks: readonly Chunk[]
  /** The vectors one after the other. */
  vectors: Float32Array
}

export function createIndex(text: string, sizes: ChunkSizes): PassageIndex {
  const chunks = chunkText(text, sizes)
  const vectors = new Float32Array(chunks.length * DIMENSIONS)
  const embedder = new Embedder(DIMENSIONS)
  for (const [index, [start, end]] of chunks.entries()) {
    vectors.set(embedder.embed(text.slice(start, end)), index * DIMENSIONS)
  }
  return { text, chunks, vectors }
}

/** @returns an index as bytes: the length of the JSON of text and chunks, this JSON, and the vectors */
export function encodeIndex({ text, chunks, vectors }: PassageIndex): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ text, chunks }))
  const bytes = new Uint8Array(HEADER_BYTES + json.length + vectors.byteLength)
  new DataView(bytes.buffer).setUint32(0, json.length)
  bytes.set(json, HEADER_BYTES)
  bytes.set(new Uint8Array(vectors.buffer), HEADER_BYTES + json.length)
  return bytes
}

/** @returns the index of {@link encodeIndex}; one without chunks for no bytes */
export function decodeIndex(bytes: Uint8Array<ArrayBuffer>): PassageIndex {
  if (bytes.length < HEADER_BYTES) {
    return { text: '', chunks: [], vectors: new Float32Array() }
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const end = HEADER_BYTES + length
  const data = asObject(JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_BYTES, end))))
  const chunks = asArray(data?.['chunks']).map((chunk): Chunk => {
    const [start, stop] = asArray(chunk)
    return [Number(start), Number(stop)]
  })
  // A copy, since the vectors may start at any byte.
  const vectors = new Float32Array(bytes.slice(end, end + chunks.length * BYTES_PER_VECTOR).buffer)
  return { text: asString(data?.['text']) ?? '', chunks, vectors }
}

/** @returns the closeness of a chunk to a vector: 1 for the same text, about 0 for texts that share no words */
export function closeness({ vectors }: PassageIndex, chunk: number, vector: Float32Array): number {
  let sum = 0
  const offset = chunk * DIMENSIONS
  for (let index = 0; index < DIMENSIONS; index += 1) {
    sum += (vectors[offset + index] ?? 0) * (vector[index] ?? 0)
  }
  return sum
}
