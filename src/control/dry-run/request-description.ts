import { errorMessage } from '../../web/error-message.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { isRecord } from '../../web/json/is-record.ts'
import { type ApiError, apiError } from '../../openai/errors.ts'

/**
 * Creates the request that a client of the control API describes.
 *
 * @param text JSON of `{ method, path, headers, body, namespace }`
 * @throws {ApiError} if the description is invalid
 */
export function parseRequestDescription(text: string): Request {
  const parsed = parseBoundedJson(text)
  if ('issue' in parsed) {
    throw invalidDescription(`The body ${parsed.issue}.`)
  }
  if (!isRecord(parsed.value)) {
    throw invalidDescription('The body must be an object.')
  }
  const { method, path, headers = {}, body, namespace, ...unknown } = parsed.value
  const [field] = Object.keys(unknown)
  if (field !== undefined) {
    throw invalidDescription(`Unknown field '${field}'.`, field)
  }
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw invalidDescription(
      "'path' must be a request path starting with '/', with the query string if any.",
      'path',
    )
  }
  if (method !== undefined && (typeof method !== 'string' || !/^[A-Za-z]+$/.test(method))) {
    throw invalidDescription("'method' must be an HTTP method such as POST.", 'method')
  }
  if (!isRecord(headers) || Object.values(headers).some((value) => typeof value !== 'string')) {
    throw invalidDescription("'headers' must be an object with string values.", 'headers')
  }
  if (JSON.stringify(headers).length > MAX_HEADERS_LENGTH) {
    throw invalidDescription(
      `'headers' has more than ${MAX_HEADERS_LENGTH} characters, as no request can.`,
      'headers',
    )
  }
  if (namespace !== undefined && typeof namespace !== 'string') {
    throw invalidDescription("'namespace' must be a string.", 'namespace')
  }
  return buildRequest({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path,
    headers,
    body,
    namespace,
  })
}

/** The limit of a real request on Node. */
const MAX_HEADERS_LENGTH = 65_536

interface RequestDescription {
  method: string
  path: string
  headers: Record<string, unknown>
  body: unknown
  namespace: string | undefined
}

function buildRequest({ method, path, headers, body, namespace }: RequestDescription): Request {
  try {
    const requestHeaders = new Headers()
    for (const [name, value] of Object.entries(headers)) {
      requestHeaders.set(name, String(value))
    }
    if (namespace !== undefined) {
      requestHeaders.set('x-mock-namespace', namespace)
    }
    if (body !== undefined && typeof body !== 'string' && !requestHeaders.has('content-type')) {
      requestHeaders.set('content-type', 'application/json')
    }
    return new Request(`http://mock${path}`, {
      method,
      headers: requestHeaders,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  } catch (error) {
    throw invalidDescription(`The request is invalid (${errorMessage(error)}).`)
  }
}

function invalidDescription(message: string, param: string | null = null): ApiError {
  const expectedForm =
    'Expected { "method": "POST", "path": "/v1/chat/completions", "headers": {}, "body": {}, "namespace": "default" }.'
  return apiError(400, `${message} ${expectedForm}`, { param, code: 'invalid_request_description' })
}
