import type { JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { type ApiErrorData, apiErrorData } from './errors.ts'

/** Limits of the mocked account; each request looks like the first of its minute. */
const REQUESTS_PER_MINUTE = 3000
const TOKENS_PER_MINUTE = 2_000_000
const MINUTE_MS = 60_000

/** The parts of a response that the headers depend on. */
export interface RateLimitedResponse {
  /** Whether the operation counts toward the limits of a model (rate limits guide, "Rate limits in headers"). */
  isRateLimited: boolean
  status: number
  body: unknown
}

/**
 * Returns the rate limit headers, which the API sends with every 429 and with the responses of models.
 *
 * @returns headers with lower-case names; a 429 for an exhausted quota has no `retry-after`, as waiting does not help
 */
export function rateLimitHeaders({
  isRateLimited,
  status,
  body,
}: RateLimitedResponse): Record<string, string> {
  if (status === 429) {
    const isQuota = asObject(asObject(body)?.['error'])?.['code'] === 'insufficient_quota'
    return { ...limitHeaders({ ...UNUSED, requests: USED_UP }), ...(!isQuota && retryHeaders(RETRY_MS)) }
  }
  if (status >= 300 || !isRateLimited) {
    return {}
  }
  const used = asObject(asObject(body)?.['usage'])?.['total_tokens']
  return limitHeaders({
    requests: { limit: REQUESTS_PER_MINUTE, used: 1 },
    tokens: { limit: TOKENS_PER_MINUTE, used: typeof used === 'number' ? used : 0 },
  })
}

/** An account limit that a request has exceeded. */
export interface ExhaustedLimit {
  of: 'requests' | 'tokens'
  /** Limit per minute. Defaults to the mocked account's. */
  limit?: number | undefined
  /** Milliseconds until the next request is allowed. Defaults to a request's share of a minute. */
  retryMs?: number | undefined
}

/**
 * Creates the 429 for an exhausted limit, in the API's wording (error codes guide, "Rate limit reached for requests").
 *
 * @param model the requested model
 */
export function rateLimitError(
  { of, limit, retryMs = RETRY_MS }: ExhaustedLimit,
  model: string,
): ApiErrorData {
  const max = limit ?? (of === 'requests' ? REQUESTS_PER_MINUTE : TOKENS_PER_MINUTE)
  const unit = of === 'requests' ? 'requests per min (RPM)' : 'tokens per min (TPM)'
  return apiErrorData(
    429,
    `Rate limit reached for ${model} in organization org-mock on ${unit}: Limit ${max}, Used ${max}, ` +
      `Requested 1. Please try again in ${durationText(retryMs)}. Visit ` +
      'https://platform.openai.com/account/rate-limits to learn more.',
    {
      type: of,
      code: 'rate_limit_exceeded',
      headers: {
        ...limitHeaders({ ...UNUSED, [of]: { limit: max, used: max, resetMs: retryMs } }),
        ...retryHeaders(retryMs),
      },
    },
  )
}

interface LimitUsage {
  limit: number
  used: number
  /** Milliseconds until nothing is used. Defaults to the used share of a minute. */
  resetMs?: number
}

/** A request's share of a minute. */
const RETRY_MS = MINUTE_MS / REQUESTS_PER_MINUTE

const UNUSED: Record<ExhaustedLimit['of'], LimitUsage> = {
  requests: { limit: REQUESTS_PER_MINUTE, used: 0 },
  tokens: { limit: TOKENS_PER_MINUTE, used: 0 },
}
const USED_UP: LimitUsage = { limit: REQUESTS_PER_MINUTE, used: REQUESTS_PER_MINUTE, resetMs: RETRY_MS }

/** `retry-after`, the older header, is in seconds, so the API rounds it up. */
function retryHeaders(milliseconds: number): Record<string, string> {
  return {
    'retry-after': String(Math.ceil(milliseconds / 1000)),
    'retry-after-ms': String(Math.round(milliseconds)),
  }
}

function limitHeaders({
  requests,
  tokens,
}: Record<ExhaustedLimit['of'], LimitUsage>): Record<string, string> {
  return {
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(Math.max(0, requests.limit - requests.used)),
    'x-ratelimit-remaining-tokens': String(Math.max(0, tokens.limit - tokens.used)),
    'x-ratelimit-reset-requests': resetText(requests),
    'x-ratelimit-reset-tokens': resetText(tokens),
  }
}

function resetText({ limit, used, resetMs }: LimitUsage): string {
  return durationText(resetMs ?? Math.ceil(Math.min(1, used / limit) * MINUTE_MS))
}

/** Formats a duration like the API (rate limits guide, "Rate limits in headers"): `20ms`, `1.5s`, `6m0s`. */
function durationText(milliseconds: number): string {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)}ms`
  }
  const seconds = Math.round(milliseconds) / 1000
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${Math.round(seconds % 60)}s`
}

/**
 * Returns the limits of the event `rate_limits.updated` (API reference, "Realtime server events").
 *
 * @param used the tokens of the response
 */
export function rateLimitEntries(used: number): JsonObject[] {
  return [
    rateLimitEntry('requests', { limit: REQUESTS_PER_MINUTE, used: 1 }),
    rateLimitEntry('tokens', { limit: TOKENS_PER_MINUTE, used }),
  ]
}

function rateLimitEntry(name: ExhaustedLimit['of'], { limit, used }: LimitUsage): JsonObject {
  const resetMs = Math.ceil(Math.min(1, used / limit) * MINUTE_MS)
  return { name, limit, remaining: Math.max(0, limit - used), reset_seconds: resetMs / 1000 }
}
