import type { AdapterContext } from '../adapters/adapter.ts'
import { ownExamples } from '../adapters/own-examples.ts'
import { objectIn } from '../adapters/read-json.ts'
import type { AssistantReply } from '../adapters/text/assistant-reply.ts'
import { GENERAL_ADAPTERS, MEDIA_ADAPTERS, OPERATION_ADAPTERS } from '../adapters/registry.ts'
import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { OperationRoute } from '../catalogue/types.ts'
import { seededRandom } from '../openai/seeded-random.ts'
import type { MockedAnswer } from './mock.ts'
import type { Preferences } from './preferences.ts'
import type { RequestBody } from './read.ts'
import { withMedia } from './write.ts'

/** What adapters look at. */
export interface AdaptedRequest {
  operation: CataloguedOperation
  pathParameters: Record<string, string>
  query: URLSearchParams
  headers: Headers
  body: RequestBody
  /** Scheme, host and port that the request came to. */
  origin: string
  /** What was asked of Prism: an example that was chosen by name stays what it is. */
  preferences: Preferences
  /** What a patch has the assistant say. */
  reply?: AssistantReply
}

/** Adapts answers to their requests. */
export type Adapt = (answer: MockedAnswer, request: AdaptedRequest) => MockedAnswer

/**
 * @param routes all operations, to tell collections from single things
 */
export function createAdapt(routes: readonly OperationRoute[]): Adapt {
  const collections = new Set(
    routes.flatMap(({ path }) => (path.endsWith('}') ? [path.slice(0, path.lastIndexOf('/'))] : [])),
  )
  return (answer, request) => {
    const { operation, preferences, pathParameters, query } = request
    const { id, path } = operation.route
    const media = MEDIA_ADAPTERS[id]
    const body = objectIn(answer.body)
    if ((body ?? media) === undefined || answer.status >= 300 || preferences.dynamic === true) {
      return answer
    }
    const sent = sentBy(request.body)
    const context: AdapterContext = {
      operation,
      pathParameters,
      query,
      body: sent,
      uploads: request.body.kind === 'form' ? request.body.uploads : [],
      origin: request.origin,
      now: clockOf(request.headers),
      random: seededRandom(seedOf(id, { pathParameters, query, body: sent })),
      isCollection: collections.has(path),
      ...(request.reply !== undefined && { reply: request.reply }),
    }
    if (body === undefined || media !== undefined) {
      // An example that was chosen, or that somebody put into the document, stays what it is.
      const isOwn = preferences.example !== undefined || operation.own.length > 0
      return media === undefined || isOwn ? answer : withMedia(answer, media(context))
    }
    const general = GENERAL_ADAPTERS.reduce((current, adapter) => adapter(current, context), body)
    const own = preferences.example === undefined ? OPERATION_ADAPTERS[id] : undefined
    const adapted = own === undefined ? general : own(general, context)
    return { ...answer, body: ownExamples(adapted, context) }
  }
}

/** @returns what the request's body says, as adapters and streams read it; empty where there is none */
export function sentBy(body: RequestBody): AdapterContext['body'] {
  if (body.kind === 'json') {
    return objectIn(body.value) ?? {}
  }
  return body.kind === 'form' ? (objectIn(body.fields) ?? {}) : {}
}

/** What an answer is about, leaving out how it is to be sent: a stream tells what a plain call answers. */
function seedOf(
  operationId: string,
  { pathParameters, query, body }: Pick<AdapterContext, 'pathParameters' | 'query' | 'body'>,
): string {
  const { stream: _, stream_options: __, ...asked } = body
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  return JSON.stringify([operationId, pathParameters, parameters, asked])
}

/** The header `X-Mock-Clock` stops the clock, for answers that are the same to the byte. */
function clockOf(headers: Headers): number {
  const stopped = headers.get('x-mock-clock')
  return stopped !== null && /^\d{1,12}$/.test(stopped) ? Number(stopped) : Math.floor(Date.now() / 1000)
}
