import { type Random, seededRandom } from '../openai/seeded-random.ts'
import { tokenise } from '../openai/tokens.ts'

/** How a stream is paced and cut; without any of it, it goes as fast as it is read, token by token. */
export interface StreamSettings {
  /**
   * Milliseconds before the first event.
   *
   * @minimum 0
   * @maximum 600000
   */
  timeToFirstByte?: number
  /**
   * Milliseconds between two events.
   *
   * @minimum 0
   * @maximum 600000
   */
  interval?: number
  /**
   * Events a second, in place of `interval`.
   *
   * @exclusiveMinimum 0
   * @maximum 100000
   */
  tokensPerSecond?: number
  /**
   * How much the intervals vary: 0.5 is half of them, more or less.
   *
   * @minimum 0
   * @maximum 1
   */
  jitter?: number
  /** What one event brings: a token, a word, or so many characters. */
  chunk?: 'token' | 'word' | number
}

const LONGEST_WAIT_MS = 600_000

const UNPACED: StreamSettings = {}

/** The header `X-Mock-Stream`, as {@link readStreamSettings} explains it. */
export const STREAM_SETTINGS_FORM =
  'Expected a list such as "timeToFirstByte=200, tokensPerSecond=50, jitter=0.2, chunk=word".'

/**
 * @param header `X-Mock-Stream`: `timeToFirstByte=200, interval=20, jitter=0.2, chunk=word`, times in milliseconds
 * @returns the settings, or what is wrong with them
 */
export function readStreamSettings(header: string | null): StreamSettings | { fault: string } {
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
    } else if ((name === 'timeToFirstByte' || name === 'interval') && isNumber && number <= LONGEST_WAIT_MS) {
      settings[name] = number
    } else {
      return { fault: part.trim() }
    }
  }
  return settings
}

/**
 * @param settings how to cut
 * @returns a function that cuts a text into the pieces of a stream, which join to the text
 */
export function splitterOf({ chunk = 'token' }: StreamSettings): (text: string) => string[] {
  if (chunk === 'token') {
    return tokenise
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
 * @param settings how fast
 * @param seedOf gives what makes the jitter the same every time; not asked where there is none
 * @returns the waits before one event after the other, in milliseconds, or undefined when there are none
 */
export function waitsOf(settings: StreamSettings, seedOf: () => string): Iterator<number> | undefined {
  const { timeToFirstByte = 0, tokensPerSecond, jitter = 0 } = settings
  const interval = tokensPerSecond === undefined ? (settings.interval ?? 0) : 1000 / tokensPerSecond
  return timeToFirstByte === 0 && interval === 0
    ? undefined
    : waits(timeToFirstByte, { interval, jitter, random: seededRandom(seedOf()) })
}

function* waits(
  first: number,
  { interval, jitter, random }: { interval: number; jitter: number; random: Random },
): Generator<number, number> {
  yield first
  for (;;) {
    yield interval * (1 + jitter * (2 * random() - 1))
  }
}
