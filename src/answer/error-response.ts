import { type ApiError, errorEnvelope } from '../openai/errors.ts'
import type { MockedAnswer } from '../pipeline/mock.ts'

/** @returns the response for an API error */
export function errorAnswer(error: ApiError): MockedAnswer {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', ...error.headers },
    body: errorEnvelope(error),
  }
}
