import type { IHttpResponse, PrismHttpInstance } from '@stoplight/prism-http'
import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { Operation } from '../catalogue/types.ts'
import { createInstance, type PrismConfig, type QuietLogger } from '../generated/prism.js'
import { isRefusal, type Refusal, refuse } from '../openai/errors.ts'
import { keepText } from './json-text.ts'
import { onlyExample } from './only-example.ts'
import type { Preferences } from './preferences.ts'

/** An answer before it goes over the wire. */
export interface MockedAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** JSON value, text, bytes or base64 of bytes, as the content type says; undefined for no body. */
  body: unknown
  /** What could not be done as asked. */
  warnings?: string[]
}

/** What decides which response of an operation is mocked. */
export interface MockRequest {
  operation: CataloguedOperation
  /** The request's `Accept` header. */
  accept: string | null
  preferences: Preferences
}

/** Mocks an operation. */
export type Mock = (request: MockRequest) => Promise<MockedAnswer | Refusal> | MockedAnswer

/** More combinations than ordinary clients send, and longer ones; a client that makes them up fills no memory. */
const MOST_REMEMBERED = 2000
const LONGEST_REMEMBERED = 300

const silence = () => {}
const quietLogger: QuietLogger = {
  debug: silence,
  info: silence,
  success: silence,
  warn: silence,
  error: silence,
  child: () => quietLogger,
}

/**
 * Prism's answer is decided by operation, media types and preferences alone, unless it is made up; so it is asked once
 * and its answer, which nobody changes, is kept. Where there is nothing to decide, it is not even loaded.
 *
 * @param mock asked for what is not known yet
 */
export function createMock(mock: Mock = prismMock()): Mock {
  const remembered = new Map<string, MockedAnswer>()
  const ask = async (key: string, request: MockRequest): Promise<MockedAnswer | Refusal> => {
    const answer = onlyExample(request) ?? (await mock(request))
    if (!isRefusal(answer) && remembered.size < MOST_REMEMBERED && key.length <= LONGEST_REMEMBERED) {
      remembered.set(key, answer)
      keepText(answer.body)
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
    return remembered.get(key) ?? ask(key, request)
  }
}

/**
 * Has Prism choose and make the response: it negotiates status, media type and example, and samples or generates where
 * there is no example. Routing, authorisation and validation are stages of our own, and switched off in Prism.
 */
export function prismMock(): Mock {
  let prism: PrismHttpInstance | undefined
  const instance = (): PrismHttpInstance =>
    (prism ??= createInstance(configOf({}, []), {
      logger: quietLogger,
      route: ({ resources }) => ({ _tag: 'Right', right: onlyOne(resources) }),
    }))
  const ask = async (operation: Operation, preferences: Preferences, mediaTypes: string[]) =>
    instance().request(
      // Only its headers and body would count, and Prism gets the one by its configuration and never sees the other.
      { method: 'get', url: { path: operation.path } },
      [operation],
      configOf(preferences, mediaTypes),
    )()

  return async ({ operation, accept, preferences }) => {
    const mediaTypes = mediaRangesOf(accept)
    let result = await ask(operation.prism, preferences, mediaTypes)
    if (result._tag === 'Left' && statusOf(result.left) === 406) {
      // The API answers in the one form it has, whatever the client says it accepts.
      result = await ask(operation.prism, preferences, [])
    }
    if (result._tag === 'Left' && preferences.dynamic === true) {
      const reason = firstLine(result.left.message)
      const { dynamic: _, ...rest } = preferences
      const fallback = await ask(operation.prism, rest, mediaTypes)
      if (fallback._tag === 'Right') {
        return { ...answerOf(fallback.right.output), warnings: [`no dynamic body could be made: ${reason}`] }
      }
    }
    return result._tag === 'Left'
      ? refusalOf(result.left, operation, preferences)
      : answerOf(result.right.output)
  }
}

function answerOf({ statusCode, headers, body }: IHttpResponse): MockedAnswer {
  return { status: statusCode, headers: lowerCased(headers ?? {}), body }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? ''
}

/** Prism adds to its configuration while it works, so every request has one of its own. */
function configOf({ code, example, dynamic, seed }: Preferences, mediaTypes: string[]): PrismConfig {
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

function onlyOne(resources: Operation[]): Operation {
  const [operation] = resources
  if (operation === undefined) {
    throw new RangeError('Prism was asked to mock no operation')
  }
  return operation
}

/** @returns the header's media ranges that can be parsed; Prism throws at the others */
function mediaRangesOf(accept: string | null): string[] {
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

function lowerCased(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
}

function refusalOf(error: Error, { route, statuses }: CataloguedOperation, { code }: Preferences): Refusal {
  const detail = { code: 'invalid_preference', param: 'Prefer' }
  if (code !== undefined) {
    const codes = statuses.join(', ')
    return refuse(404, `Operation ${route.id} has no response ${code}. Its responses are: ${codes}.`, detail)
  }
  const message = `Operation ${route.id} could not be mocked: ${firstLine(error.message)}`
  return refuse(500, message, { type: 'server_error' })
}
