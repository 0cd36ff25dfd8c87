import type { ApiErrorData } from './errors.ts'

type StreamError = Pick<ApiErrorData, 'type' | 'message'>

/** Messages of errors that the service reports within a stream, by code (error codes guide; SDK issues quote them). */
const STREAM_ERRORS: Readonly<Record<string, StreamError>> = {
  server_error: {
    type: 'server_error',
    message: 'The server had an error while processing your request. Sorry about that!',
  },
  rate_limit_exceeded: {
    type: 'tokens',
    message:
      'Rate limit reached for gpt-5.4 in organization org-mock on tokens per min (TPM): Limit 30000, Used 29500, ' +
      'Requested 900. Please try again in 800ms. Visit https://platform.openai.com/account/rate-limits to learn more.',
  },
  insufficient_quota: {
    type: 'insufficient_quota',
    message: 'You exceeded your current quota, please check your plan and billing details.',
  },
  context_length_exceeded: {
    type: 'invalid_request_error',
    message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
  },
  server_is_overloaded: {
    type: 'service_unavailable_error',
    message: 'Our servers are currently overloaded. Please try again later.',
  },
}

/** @returns type and message of an error; those of a server error if the code is unknown */
export function streamErrorOf(code: string): StreamError {
  const known = Object.hasOwn(STREAM_ERRORS, code) ? STREAM_ERRORS[code] : STREAM_ERRORS['server_error']
  return known ?? { type: 'server_error', message: code }
}
