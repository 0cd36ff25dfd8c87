import { type ApiError, apiError } from '../openai/errors.ts'

/** The clock of a request. */
export interface Clock {
  /** The fixed time in seconds since 1970, or undefined to use the current time. */
  stoppedAt: number | undefined
}

/**
 * Reads the clock. The header `X-Mock-Clock: 1741569952` fixes it, so that responses are reproducible to the byte.
 *
 * @returns the clock, or an API error if the value is not a number of seconds
 */
export function readClock(headers: Headers): Clock | ApiError {
  const header = headers.get('x-mock-clock')
  if (header === null) {
    return RUNNING
  }
  return /^\d{1,12}$/.test(header)
    ? { stoppedAt: Number(header) }
    : apiError(
        400,
        `Invalid X-Mock-Clock: ${header}. Expected whole seconds since 1970, such as 1741569952.`,
        {
          code: 'invalid_preference',
          param: 'X-Mock-Clock',
        },
      )
}

const RUNNING: Clock = { stoppedAt: undefined }
