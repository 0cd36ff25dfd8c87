import type { MockRequest } from './mock-request.ts'
import type { MockedAnswer } from '../../answer/answer.ts'
import type { IHttpResponse, PrismHttpInstance } from '@stoplight/prism-http'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { Operation } from '../../catalogue/contract.ts'
import { createInstance, type PrismConfig, type QuietLogger } from '../../generated/prism.js'
import { type ApiError, apiError } from '../../openai/errors.ts'
import { cacheJson } from '../../web/json/json-cache.ts'
import { BoundedMap } from '../../web/limits/bounded-map.ts'
import { prismFastPath } from './prism-fast-path.ts'
import type { Preferences } from '../../request/prefer.ts'

/** Mocks an operation, or throws an API error if it lacks the preferred response. */
export type Mock = (request: MockRequest) => Promise<MockedAnswer> | MockedAnswer

/** Cache limits, far above the combinations that common clients send. They bound memory use. */
const MAX_CACHED = 2000
const MAX_CACHE_KEY_LENGTH = 300

const noop = () => {}
const quietLogger: QuietLogger = {
  debug: noop,
  info: noop,
  success: noop,
  warn: noop,
  error: noop,
  child: () => quietLogger,
}

/**
 * Creates a mock that caches responses and skips Prism if there is nothing to negotiate.
 *
 * Prism's response depends only on operation, `Accept` and preferences (except with `dynamic`), and is never mutated.
 *
 * @param mock called for responses that are not cached
 */
export function createMock(mock: Mock = prismMock()): Mock {
  const cache = new BoundedMap<string, MockedAnswer>(MAX_CACHED)
  const mockAndCache = async (key: string, request: MockRequest): Promise<MockedAnswer> => {
    const answer = prismFastPath(request) ?? (await mock(request))
    if (key.length <= MAX_CACHE_KEY_LENGTH) {
      cache.set(key, answer)
      cacheJson(answer.body)
    }
    return answer
  }
  return (request) => {
    const { operation, accept, preferences } = request
    if (preferences.dynamic === true) {
      return mock(request)
    }
    const { code = '', example = '' } = preferences
    const key = `${operation.route.id}\n${accept ?? ''}\n${code}\n${example}`
    return cache.get(key) ?? mockAndCache(key, request)
  }
}

/**
 * Creates a mock that uses Prism to negotiate status, media type and example, and to sample or generate a body if an
 * example is missing. Routing, authorization and validation are stages of the pipeline and disabled in Prism.
 */
export function prismMock(): Mock {
  let prism: PrismHttpInstance | undefined
  const instance = (): PrismHttpInstance =>
    (prism ??= createInstance(prismConfig({}, []), {
      logger: quietLogger,
      route: ({ resources }) => ({ _tag: 'Right', right: onlyOperation(resources) }),
    }))
  const callPrism = async (operation: Operation, preferences: Preferences, mediaTypes: string[]) =>
    instance().request(
      // Prism would only use headers and body: `Accept` is passed by configuration, and the body is already validated.
      { method: 'get', url: { path: operation.path } },
      [operation],
      prismConfig(preferences, mediaTypes),
    )()

  return async ({ operation, accept, preferences }) => {
    const mediaTypes = parseMediaRanges(accept)
    let result = await callPrism(operation.prism, preferences, mediaTypes)
    if (result._tag === 'Left' && statusOf(result.left) === 406) {
      // OpenAI ignores an `Accept` header that it cannot satisfy.
      result = await callPrism(operation.prism, preferences, [])
    }
    if (result._tag === 'Left' && preferences.dynamic === true) {
      const reason = firstLine(result.left.message)
      const { dynamic: _, ...rest } = preferences
      const fallback = await callPrism(operation.prism, rest, mediaTypes)
      if (fallback._tag === 'Right') {
        return {
          ...toMockedAnswer(fallback.right.output),
          warnings: [`could not generate a dynamic body: ${reason}`],
        }
      }
    }
    if (result._tag === 'Left') {
      throw mockError(result.left, operation, preferences)
    }
    return toMockedAnswer(result.right.output)
  }
}

function toMockedAnswer({ statusCode, headers, body }: IHttpResponse): MockedAnswer {
  return { status: statusCode, headers: withLowerCaseNames(headers ?? {}), body }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

/** Prism mutates its configuration, so every request gets its own. */
function prismConfig({ code, example, dynamic, seed }: Preferences, mediaTypes: string[]): PrismConfig {
  return {
    isProxy: false,
    checkSecurity: false,
    validateRequest: false,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    mock: {
      dynamic: dynamic ?? false,
      ...(code !== undefined && { code }),
      ...(example !== undefined && { exampleKey: example }),
      ...(seed !== undefined && { seed }),
      ...(mediaTypes.length > 0 && { mediaTypes }),
    },
  }
}

function onlyOperation(resources: Operation[]): Operation {
  const [operation] = resources
  if (operation === undefined) {
    throw new RangeError('Prism was called without an operation')
  }
  return operation
}

/** @returns the valid media ranges of the header; Prism throws on invalid ones */
function parseMediaRanges(accept: string | null): string[] {
  return (accept ?? '')
    .split(',')
    .map((range) => range.trim())
    .filter((range) =>
      /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;\s*[\w-]+=(?:[\w.+-]+|"[^"]*")\s*)*$/.test(range),
    )
}

function statusOf(error: Error): number | undefined {
  return 'status' in error && typeof error.status === 'number' ? error.status : undefined
}

function withLowerCaseNames(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

function mockError(error: Error, { route, statuses }: CataloguedOperation, { code }: Preferences): ApiError {
  const detail = { code: 'invalid_preference', param: 'Prefer' }
  if (code !== undefined) {
    const codes = statuses.join(', ')
    return apiError(
      404,
      `Operation ${route.id} has no response ${code}. Its responses are: ${codes}.`,
      detail,
    )
  }
  const message = `Could not mock operation ${route.id}: ${firstLine(error.message)}`
  return apiError(500, message, { type: 'server_error' })
}
