import { tokenEnd } from '../../openai/tokens.ts'

/** Sizes of the chunks of a file, in tokens. */
export interface ChunkSizes {
  /** Tokens of a chunk. */
  max: number
  /** Tokens that a chunk shares with the one before. */
  overlap: number
}

/** The default of the service (API reference, "Static Chunking Strategy"). */
export const DEFAULT_CHUNK_SIZES: ChunkSizes = { max: 800, overlap: 400 }

/** Start and end of a chunk in its text; `end` is exclusive. */
export type Chunk = readonly [start: number, end: number]

/** @returns the chunks of a text, in order; none if it is empty */
export function chunkText(text: string, { max, overlap }: ChunkSizes): Chunk[] {
  const size = Math.max(1, Math.trunc(max))
  const step = Math.max(1, size - Math.max(0, Math.trunc(overlap)))
  const ends: number[] = []
  for (let index = 0; index < text.length;) {
    index = tokenEnd(text, index)
    ends.push(index)
  }
  const chunks: Chunk[] = []
  for (let first = 0; first < ends.length; first += step) {
    const last = Math.min(first + size, ends.length)
    chunks.push([first === 0 ? 0 : (ends[first - 1] ?? 0), ends[last - 1] ?? text.length])
    if (last === ends.length) {
      break
    }
  }
  return chunks
}
