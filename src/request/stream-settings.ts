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
  chunk?: 'token' | 'word' | number
}

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
      const message = `Invalid X-Mock-Stream: ${part.trim()}. ${EXPECTED_SETTINGS}`
      throw apiError(400, message, { code: 'invalid_preference', param: 'X-Mock-Stream' })
    }
  }
  return settings
}
