import type { MockedAnswer } from './answer.ts'
import { type ApiErrorData, errorEnvelope } from '../openai/errors.ts'

/** @returns the response for an API error */
export function errorResponse(error: ApiErrorData): MockedAnswer {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', ...error.headers },
    body: errorEnvelope(error),
  }
}
