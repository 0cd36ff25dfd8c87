/** API version in the `openai-version` header (API reference, "Debugging requests"). */
const API_VERSION = '2020-10-01'

/** Lets any page read every response and all its headers (Fetch standard, "CORS protocol"). */
const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
}

/** The mocked account, which every answer names (1,829 of 1,849 recorded answers). */
const ACCOUNT_HEADERS = { 'openai-organization': 'org-mock', 'openai-project': 'proj_mock' }

/** Headers of the service's proxy (1,849 of 1,849 recorded answers). */
const TRANSPORT_HEADERS = {
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
}

/**
 * @param milliseconds time spent on the request
 * @returns the headers that the API sends with every response
 */
export function apiHeaders(milliseconds: number): Record<string, string> {
  return {
    ...CORS_HEADERS,
    'x-request-id': `req_${crypto.randomUUID().replaceAll('-', '')}`,
    'openai-processing-ms': String(Math.max(1, Math.round(milliseconds))),
    'openai-version': API_VERSION,
    ...ACCOUNT_HEADERS,
    ...TRANSPORT_HEADERS,
  }
}
