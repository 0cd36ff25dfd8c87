import { errorMessage } from '../../web/error-message.ts'
import { OUT_OF_REACH } from '../../web/http/connection.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { isRecord } from '../../web/json/is-record.ts'
import { isRefusal, type Refusal, refuse } from '../../openai/errors.ts'
import { explainMatch, type MatchExplanation } from '../../patches/match/match-patch.ts'
import { outcomeOf } from '../../pipeline/answer.ts'
import { decode } from '../../request/body.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { type ControlTools, jsonAnswer, type Resource } from '../resource.ts'

/** Maximum number of non-matching patches in the response. */
const MOST_MISSES = 20

/** `POST /__mock/explain`: explains how a request is handled. */
export function explain(tools: ControlTools): Resource {
  return {
    path: '/explain',
    actions: {
      POST: {
        access: 'read',
        summary:
          'Explains which patches match a request { method, path, headers, body, namespace }, which do not, the ' +
          'conditions that failed, and the nearest misses',
        handle: async ({ req }) => {
          const bytes = await readBytes(req.raw, tools.maxBodyBytes)
          const request = isRefusal(bytes) ? bytes : requestIn(decode(bytes) ?? '')
          return isRefusal(request) ? request : jsonAnswer(await explanationOf(request, tools))
        },
      },
    },
  }
}

async function explanationOf(request: Request, tools: ControlTools) {
  // The described request needs no API key.
  const open = { ...tools, authorise: async () => undefined }
  const outcome = await outcomeOf(request, open, OUT_OF_REACH.connectionOf(undefined))
  const { answer, operationId, patchNames = [], faultNames = [], warnings = [], matching } = outcome
  const told = {
    request: { method: request.method, path: new URL(request.url).pathname },
    operation: operationId ?? null,
    status: answer.status,
    applied: patchNames,
    faults: faultNames,
    warnings,
  }
  if (matching === undefined) {
    // The request was rejected before patches were matched; the error has the reason.
    return { ...told, refused: answer.body, matches: [], misses: [], elsewhere: [] }
  }
  const { candidates, patches, view } = matching
  const explained = candidates.map((patch) => explainMatch(patch, view))
  const misses = explained
    .filter(({ matches }) => !matches)
    .map((miss) => ({ ...miss, failed: failedOf(miss) }))
    .toSorted((one, other) => one.failed.length - other.failed.length)
  return {
    ...told,
    namespace: view.request.namespace,
    prompt: view.request.prompt,
    matches: explained.filter(({ matches }) => matches),
    misses: misses.slice(0, MOST_MISSES),
    // Patches of the namespace that select other operations.
    elsewhere: patches.patches
      .filter((patch) => !candidates.includes(patch))
      .slice(0, MOST_MISSES)
      .map(({ name, patch }) => ({ name, operation: patch.operation ?? '*' })),
  }
}

/** Returns the conditions that kept the patch from matching. */
function failedOf({ conditions }: MatchExplanation): string[] {
  return conditions
    .filter(({ satisfied, expected }) => satisfied !== expected)
    .map(
      ({ pointer, found }) => `${pointer}: found ${found.length === 0 ? 'nothing' : JSON.stringify(found)}`,
    )
}

function requestIn(text: string): Request | Refusal {
  const parsed = parseBoundedJson(text)
  if ('fault' in parsed) {
    return invalid(`The body ${parsed.fault}.`)
  }
  if (!isRecord(parsed.value)) {
    return invalid('The body must be an object.')
  }
  const { method, path, headers = {}, body, namespace, ...unknown } = parsed.value
  const [field] = Object.keys(unknown)
  if (field !== undefined) {
    return invalid(`Unknown field '${field}'.`, field)
  }
  if (typeof path !== 'string' || !path.startsWith('/')) {
    return invalid("'path' must be a request path starting with '/', with the query string if any.", 'path')
  }
  if (method !== undefined && (typeof method !== 'string' || !/^[A-Za-z]+$/.test(method))) {
    return invalid("'method' must be an HTTP method such as POST.", 'method')
  }
  if (!isRecord(headers) || Object.values(headers).some((value) => typeof value !== 'string')) {
    return invalid("'headers' must be an object with string values.", 'headers')
  }
  if (namespace !== undefined && typeof namespace !== 'string') {
    return invalid("'namespace' must be a string.", 'namespace')
  }
  return made({ method: method ?? (body === undefined ? 'GET' : 'POST'), path, headers, body, namespace })
}

interface Described {
  method: string
  path: string
  headers: Record<string, unknown>
  body: unknown
  namespace: string | undefined
}

function made({ method, path, headers, body, namespace }: Described): Request | Refusal {
  try {
    const sent = new Headers()
    for (const [name, value] of Object.entries(headers)) {
      sent.set(name, String(value))
    }
    if (namespace !== undefined) {
      sent.set('x-mock-namespace', namespace)
    }
    if (body !== undefined && typeof body !== 'string' && !sent.has('content-type')) {
      sent.set('content-type', 'application/json')
    }
    return new Request(`http://mock${path}`, {
      method,
      headers: sent,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  } catch (error) {
    return invalid(`The request is invalid (${errorMessage(error)}).`)
  }
}

function invalid(message: string, param: string | null = null): Refusal {
  const form =
    'Expected { "method": "POST", "path": "/v1/chat/completions", "headers": {}, "body": {}, "namespace": "default" }.'
  return refuse(400, `${message} ${form}`, { param, code: 'invalid_request_description' })
}
