import { type Random, seededRandom } from '../../web/random/seeded-random.ts'
import { tokenize } from '../../openai/tokens.ts'
import type { StreamSettings } from '../../request/stream-settings.ts'

/** @returns a function that splits a text into the chunks of a stream, which join to the text */
export function createSplitter({ chunk = 'token' }: StreamSettings): (text: string) => string[] {
  if (chunk === 'token') {
    return tokenize
  }
  if (chunk === 'word') {
    return (text) => text.match(/\s*\S+|\s+$/g) ?? []
  }
  return (text) => {
    const characters = Array.from(text)
    const pieces = Math.ceil(characters.length / chunk)
    return Array.from({ length: pieces }, (_, index) =>
      characters.slice(index * chunk, (index + 1) * chunk).join(''),
    )
  }
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
