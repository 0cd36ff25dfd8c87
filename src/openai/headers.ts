/** Version of the API that its answers name (API reference, "Debugging requests"). */
const API_VERSION = '2020-10-01'

/**
 * @param milliseconds time spent on the request
 * @returns the headers that the API sends with every answer
 */
export function apiHeaders(milliseconds: number): Record<string, string> {
  return {
    'x-request-id': `req_${crypto.randomUUID().replaceAll('-', '')}`,
    'openai-processing-ms': String(Math.max(1, Math.round(milliseconds))),
    'openai-version': API_VERSION,
  }
}
