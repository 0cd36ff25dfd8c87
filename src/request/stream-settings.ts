import { apiError } from '../openai/errors.ts'
import { MAX_DELAY_MS } from '../web/limits/timeout.ts'

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
  chunk?: 'token' | 'word' | CharacterCount
}

/** @minimum 1 */
type CharacterCount = number

const UNPACED: StreamSettings = {}

const EXPECTED_SETTINGS =
  'Expected a list such as "timeToFirstByte=200, tokensPerSecond=50, jitter=0.2, chunk=word".'

/**
 * Reads the header `X-Mock-Stream: timeToFirstByte=200, interval=20, jitter=0.2, chunk=word`, with times in milliseconds.
 *
 * @throws {import('../openai/errors.ts').ApiError} if a part of the header is invalid
 */
export function readStreamSettings(headers: Headers): StreamSettings {
  const header = headers.get('x-mock-stream')
  if (header === null) {
    return UNPACED
  }
  let settings: StreamSettings = {}
  for (const part of header.split(',').filter((text) => text.trim() !== '')) {
    const [name = '', value = ''] = part.split('=').map((text) => text.trim())
    const parsed = isSettingName(name) ? PARSERS[name](value) : undefined
    if (parsed === undefined) {
      const message = `Invalid X-Mock-Stream: ${part.trim()}. ${EXPECTED_SETTINGS}`
      throw apiError(400, message, { code: 'invalid_preference', param: 'X-Mock-Stream' })
    }
    settings = { ...settings, [name]: parsed }
  }
  return settings
}

/** Parses each setting; undefined if the value is invalid. The limits of documents are in {@link StreamSettings}. */
const PARSERS: { [Name in keyof StreamSettings]-?: (value: string) => StreamSettings[Name] } = {
  timeToFirstByte: (value) => parseNumber(value, (number) => number <= MAX_DELAY_MS),
  interval: (value) => parseNumber(value, (number) => number <= MAX_DELAY_MS),
  tokensPerSecond: (value) => parseNumber(value, (number) => number > 0),
  jitter: (value) => parseNumber(value, (number) => number <= 1),
  chunk: (value) => {
    if (value === 'token' || value === 'word') {
      return value
    }
    const characters = parseNumber(value, (number) => number >= 1)
    return characters === undefined ? undefined : Math.floor(characters)
  },
}

function isSettingName(name: string): name is keyof StreamSettings {
  return Object.hasOwn(PARSERS, name)
}

/** Returns a number of at least 0 that is allowed, or undefined. */
function parseNumber(text: string, isAllowed: (number: number) => boolean): number | undefined {
  const number = Number(text)
  return text !== '' && Number.isFinite(number) && number >= 0 && isAllowed(number) ? number : undefined
}
