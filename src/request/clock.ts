import { apiError } from '../openai/errors.ts'

/** The clock of a request. */
export interface Clock {
  /** The fixed time in seconds since 1970, or undefined to use the current time. */
  stoppedAt: number | undefined
}

/**
 * Reads the clock. The header `X-Mock-Clock: 1741569952` fixes it, so that responses are reproducible to the byte.
 *
 * @throws {import('../openai/errors.ts').ApiError} if the value is not a number of seconds
 */
export function readClock(headers: Headers): Clock {
  const header = headers.get('x-mock-clock')
  if (header === null) {
    return RUNNING
  }
  if (!/^\d{1,12}$/.test(header)) {
    const message = `Invalid X-Mock-Clock: ${header}. Expected whole seconds since 1970, such as 1741569952.`
    throw apiError(400, message, { code: 'invalid_preference', param: 'X-Mock-Clock' })
  }
  return { stoppedAt: Number(header) }
}

const RUNNING: Clock = { stoppedAt: undefined }
