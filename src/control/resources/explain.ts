import { errorMessage } from '../../web/error-message.ts'
import { NO_SOCKET } from '../../web/http/connection.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { isRecord } from '../../web/json/is-record.ts'
import { type ApiError, apiError } from '../../openai/errors.ts'
import { explainMatch, type MatchExplanation } from '../../patches/match/match-patch.ts'
import { handle } from '../../pipeline/handle.ts'
import { withoutAuthorization } from '../../pipeline/services.ts'
import { decodeUtf8 } from '../../web/bytes/bytes.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { type ControlServices, jsonResponse, type Resource } from '../resource.ts'

/** Maximum number of non-matching patches in the response. */
const MAX_MISSES = 20

/** `POST /__mock/explain`: explains how a request is handled. */
export function explain(services: ControlServices): Resource {
  return {
    path: '/explain',
    actions: {
      POST: {
        access: 'read',
        summary:
          'Explains which patches match a request { method, path, headers, body, namespace }, which do not, the ' +
          'conditions that failed, and the nearest misses',
        handle: async ({ req }) => {
          const bytes = await readBytes(req.raw, services.maxBodyBytes)
          const request = parseRequestDescription(decodeUtf8(bytes) ?? '')
          return jsonResponse(await explainRequest(request, services))
        },
      },
    },
  }
}

async function explainRequest(request: Request, services: ControlServices) {
  const connection = NO_SOCKET.connectionOf(undefined)
  const { outcome, matching } = await handle(request, withoutAuthorization(services), connection)
  const { answer, operationId, patchNames = [], faultNames = [], warnings = [] } = outcome
  const summary = {
    request: { method: request.method, path: new URL(request.url).pathname },
    operation: operationId ?? null,
    status: answer.status,
    applied: patchNames,
    faults: faultNames,
    warnings,
  }
  if (matching === undefined) {
    // The request was rejected before patches were matched; the error has the reason.
    return { ...summary, refused: answer.body, matches: [], misses: [], elsewhere: [] }
  }
  const { candidates, patches, view } = matching
  const explained = candidates.map((patch) => explainMatch(patch, view))
  const misses = explained
    .filter(({ matches }) => !matches)
    .map((miss) => ({ ...miss, failed: failedConditions(miss) }))
    .toSorted((one, other) => one.failed.length - other.failed.length)
  return {
    ...summary,
    namespace: view.request.namespace,
    prompt: view.request.prompt,
    matches: explained.filter(({ matches }) => matches),
    misses: misses.slice(0, MAX_MISSES),
    // Patches of the namespace that select other operations.
    elsewhere: patches.patches
      .filter((patch) => !candidates.includes(patch))
      .slice(0, MAX_MISSES)
      .map(({ name, patch }) => ({ name, operation: patch.operation ?? '*' })),
  }
}

/** Returns the conditions that kept the patch from matching. */
function failedConditions({ conditions }: MatchExplanation): string[] {
  return conditions
    .filter(({ satisfied, expected }) => satisfied !== expected)
    .map(
      ({ pointer, found }) => `${pointer}: found ${found.length === 0 ? 'nothing' : JSON.stringify(found)}`,
    )
}

function parseRequestDescription(text: string): Request {
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
