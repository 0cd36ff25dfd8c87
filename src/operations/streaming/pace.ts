import { type Random, seededRandom } from '../../web/random/seeded-random.ts'
import { tokenize } from '../../openai/tokens.ts'
import type { StreamSettings } from '../../request/stream-settings.ts'
import { truncate } from '../../web/truncate.ts'

/** Maximum number of chunks that all texts of a stream are split into. Each costs some microseconds and 200 bytes. */
const MAX_CHUNKS = 20_000

/** Longer texts are cut into equal slices, since a list of their tokens would be too large. */
const MAX_SPLIT_LENGTH = 8 * MAX_CHUNKS

/**
 * @returns a function that splits a text into the chunks of a stream, which join to the text. The chunks are larger than
 *   requested if the stream would have more than {@link MAX_CHUNKS}
 */
export function createSplitter({ chunk = 'token' }: StreamSettings): (text: string) => string[] {
  let left = MAX_CHUNKS
  return (text) => {
    const parts =
      text.length > MAX_SPLIT_LENGTH ? splitCharacters(text, text.length / left) : splitBy(chunk, text)
    const chunks = parts.length > left ? joinGroups(parts, Math.ceil(parts.length / left)) : parts
    left = Math.max(1, left - chunks.length)
    return chunks
  }
}

function splitBy(chunk: NonNullable<StreamSettings['chunk']>, text: string): string[] {
  switch (chunk) {
    case 'token':
      return tokenize(text)
    case 'word':
      return text.match(/\s*\S+|\s+$/g) ?? []
    default:
      return joinGroups(Array.from(text), chunk)
  }
}

/** Splits a text into slices of equal length, without splitting surrogate pairs. */
function splitCharacters(text: string, length: number): string[] {
  const slices: string[] = []
  for (let start = 0; start < text.length;) {
    const slice = truncate(text.slice(start, start + Math.ceil(length) + 1), Math.ceil(length))
    const taken = slice === '' ? text.slice(start, start + 2) : slice
    slices.push(taken)
    start += taken.length
  }
  return slices
}

function joinGroups(parts: readonly string[], size: number): string[] {
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) =>
    parts.slice(index * size, (index + 1) * size).join(''),
  )
}

/**
 * @param settings pacing of the stream
 * @param seedOf returns the seed of the jitter; only called if the stream is paced
 * @returns the delay before each event in milliseconds, or undefined if the stream is not paced
 */
export function createDelays(settings: StreamSettings, seedOf: () => string): Iterator<number> | undefined {
  const { timeToFirstByte = 0, tokensPerSecond, jitter = 0 } = settings
  const interval = tokensPerSecond === undefined ? (settings.interval ?? 0) : 1000 / tokensPerSecond
  return timeToFirstByte === 0 && interval === 0
    ? undefined
    : generateDelays(timeToFirstByte, { interval, jitter, random: seededRandom(seedOf()) })
}

function* generateDelays(
  first: number,
  { interval, jitter, random }: { interval: number; jitter: number; random: Random },
): Generator<number, number> {
  yield first
  for (;;) {
    yield interval * (1 + jitter * (2 * random() - 1))
  }
}
