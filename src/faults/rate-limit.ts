import { errorEnvelope } from '../openai/errors.ts'
import { rateLimitError } from '../openai/rate-limits.ts'
import { patchHeaders } from '../web/http/header-changes.ts'
import type { FaultKind } from './fault-kind.ts'

/** Replaces the response with a 429. */
export const rateLimit: FaultKind = ({ rateLimit: setting }, { model, headers }) => {
  if (setting === undefined || setting === false) {
    return undefined
  }
  const { retryAfter, of = 'requests', limit } = setting === true ? {} : setting
  const error = rateLimitError(
    { of, limit, retryMs: retryAfter === undefined ? undefined : retryAfter * 1000 },
    model ?? of,
  )
  return {
    name: 'rateLimit',
    transform: ({ stream: _, ...outcome }) => ({
      ...outcome,
      answer: {
        status: error.status,
        headers: patchHeaders({ 'content-type': 'application/json', ...error.headers }, headers).headers,
        body: errorEnvelope(error),
      },
    }),
  }
}
