/** API version in the `openai-version` header (API reference, "Debugging requests"). */
const API_VERSION = '2020-10-01'

/** Lets any page read every response and all its headers (Fetch standard, "CORS protocol"). */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
}

/**
 * @param milliseconds time spent on the request
 * @returns the headers that the API sends with every response
 */
export function apiHeaders(milliseconds: number): Record<string, string> {
  return {
    ...CORS_HEADERS,
    'x-request-id': `req_${withoutHyphens(crypto.randomUUID())}`,
    'openai-processing-ms': String(Math.max(1, Math.round(milliseconds))),
    'openai-version': API_VERSION,
  }
}

/** Relies on the fixed positions of a UUID's hyphens (RFC 9562, section 4). */
function withoutHyphens(uuid: string): string {
  return uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24)
}
