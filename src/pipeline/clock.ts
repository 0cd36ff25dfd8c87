import { type Refusal, refuse } from '../openai/errors.ts'

/** When the clock stands still, in seconds since 1970; undefined while it runs. */
export interface Clock {
  stoppedAt: number | undefined
}

/**
 * @param headers `X-Mock-Clock: 1741569952` stops the clock, for answers that are the same to the byte
 * @returns the clock, or a refusal for what is no such number
 */
export function readClock(headers: Headers): Clock | Refusal {
  const header = headers.get('x-mock-clock')
  if (header === null) {
    return RUNNING
  }
  return /^\d{1,12}$/.test(header)
    ? { stoppedAt: Number(header) }
    : refuse(400, `Invalid X-Mock-Clock: ${header}. Expected whole seconds since 1970, such as 1741569952.`, {
        code: 'invalid_preference',
        param: 'X-Mock-Clock',
      })
}

const RUNNING: Clock = { stoppedAt: undefined }
