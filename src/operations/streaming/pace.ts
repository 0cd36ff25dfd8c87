import { type Random, seededRandom } from '../../web/random/seeded-random.ts'
import { MAX_DELAY_MS } from '../../web/limits/timeout.ts'
import { tokenize } from '../../openai/tokens.ts'

/** Pacing and chunking of a stream. By default it is sent token by token, as fast as the client reads. */
export interface StreamSettings {
  /**
   * Delay before the first event, in milliseconds.
   *
   * @minimum 0
   * @maximum 600000
   */
  timeToFirstByte?: number
  /**
   * Delay between two events, in milliseconds.
   *
   * @minimum 0
   * @maximum 600000
   */
  interval?: number
  /**
   * Events per second; overrides `interval`.
   *
   * @exclusiveMinimum 0
   * @maximum 100000
   */
  tokensPerSecond?: number
  /**
   * Random variation of the intervals: 0.5 means plus or minus 50 %.
   *
   * @minimum 0
   * @maximum 1
   */
  jitter?: number
  /** Text per event: a token, a word, or a number of characters. */
  chunk?: 'token' | 'word' | number
}

const UNPACED: StreamSettings = {}

/** Usage hint for errors about the header `X-Mock-Stream`. */
export const STREAM_SETTINGS_HINT =
  'Expected a list such as "timeToFirstByte=200, tokensPerSecond=50, jitter=0.2, chunk=word".'

/**
 * Parses the header `X-Mock-Stream`.
 *
 * @param header such as `timeToFirstByte=200, interval=20, jitter=0.2, chunk=word`, times in milliseconds
 * @returns the settings, or the invalid part of the header
 */
export function readStreamSettings(header: string | null): StreamSettings | { issue: string } {
  if (header === null) {
    return UNPACED
  }
  const settings: StreamSettings = {}
  for (const part of header.split(',').filter((text) => text.trim() !== '')) {
    const [name = '', value = ''] = part.split('=').map((text) => text.trim())
    const number = Number(value)
    const isNumber = value !== '' && Number.isFinite(number) && number >= 0
    if (name === 'chunk' && (value === 'token' || value === 'word' || (isNumber && number >= 1))) {
      settings.chunk = value === 'token' || value === 'word' ? value : Math.floor(number)
    } else if (name === 'jitter' && isNumber && number <= 1) {
      settings.jitter = number
    } else if (name === 'tokensPerSecond' && isNumber && number > 0) {
      settings.tokensPerSecond = number
    } else if ((name === 'timeToFirstByte' || name === 'interval') && isNumber && number <= MAX_DELAY_MS) {
      settings[name] = number
    } else {
      return { issue: part.trim() }
    }
  }
  return settings
}

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
