import type { OperationRoute } from '../catalogue/types.ts'

/** Limits of an account as the mock has them; each request looks like the first of its minute. */
const REQUESTS_PER_MINUTE = 3000
const TOKENS_PER_MINUTE = 2_000_000
const MINUTE_MS = 60_000

/** Operations that count against the limits of a model (rate limits guide, "Rate limits in headers"). */
const RATE_LIMITED = new Set([
  '/audio/speech',
  '/audio/transcriptions',
  '/audio/translations',
  '/chat/completions',
  '/completions',
  '/embeddings',
  '/images/edits',
  '/images/generations',
  '/images/variations',
  '/moderations',
  '/responses',
])

/** What the headers depend on. */
export interface RateLimitedAnswer {
  route: OperationRoute
  status: number
  body: unknown
}

/**
 * The headers in which the API says how much of the limits is left: on every 429, and on what models answer.
 *
 * @returns headers with names in lower case; a 429 for an exhausted quota does not say when to try again, as waiting
 *   does not help
 */
export function rateLimitHeaders({ route, status, body }: RateLimitedAnswer): Record<string, string> {
  if (status === 429) {
    const isQuota = memberOf(memberOf(body, 'error'), 'code') === 'insufficient_quota'
    return { ...limits({ requests: REQUESTS_PER_MINUTE, tokens: 0 }), ...(!isQuota && RETRY_AFTER) }
  }
  if (status >= 300 || route.method !== 'POST' || !RATE_LIMITED.has(route.path)) {
    return {}
  }
  const used = memberOf(memberOf(body, 'usage'), 'total_tokens')
  return limits({ requests: 1, tokens: typeof used === 'number' ? used : 0 })
}

/** A request's share of a minute; the API rounds the older header up to seconds. */
const RETRY_MS = MINUTE_MS / REQUESTS_PER_MINUTE
const RETRY_AFTER = { 'retry-after': String(Math.ceil(RETRY_MS / 1000)), 'retry-after-ms': String(RETRY_MS) }

function limits(used: { requests: number; tokens: number }): Record<string, string> {
  const tokens = Math.min(used.tokens, TOKENS_PER_MINUTE)
  return {
    'x-ratelimit-limit-requests': String(REQUESTS_PER_MINUTE),
    'x-ratelimit-limit-tokens': String(TOKENS_PER_MINUTE),
    'x-ratelimit-remaining-requests': String(REQUESTS_PER_MINUTE - used.requests),
    'x-ratelimit-remaining-tokens': String(TOKENS_PER_MINUTE - tokens),
    'x-ratelimit-reset-requests': `${RETRY_MS}ms`,
    'x-ratelimit-reset-tokens': `${Math.ceil((tokens / TOKENS_PER_MINUTE) * MINUTE_MS)}ms`,
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
