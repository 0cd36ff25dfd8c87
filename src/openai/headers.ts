/** Version of the API that its answers name (API reference, "Debugging requests"). */
const API_VERSION = '2020-10-01'

/** Any page may read every answer and all its headers (Fetch standard, "CORS protocol"). */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
}

/**
 * @param milliseconds time spent on the request
 * @returns the headers that the API sends with every answer
 */
export function apiHeaders(milliseconds: number): Record<string, string> {
  return {
    ...CORS_HEADERS,
    'x-request-id': `req_${withoutHyphens(crypto.randomUUID())}`,
    'openai-processing-ms': String(Math.max(1, Math.round(milliseconds))),
    'openai-version': API_VERSION,
  }
}

/** A UUID's hyphens are always at the same places (RFC 9562, section 4). */
function withoutHyphens(uuid: string): string {
  return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24)
}
