import type { AdapterContext } from '../adapters/adapter.ts'
import type { AssistantReply } from '../adapters/text/assistant-reply.ts'
import { listedItem } from '../adapters/listed-item.ts'
import { adaptersOf, CHANGE_ADAPTERS, MEDIA_ADAPTERS, USUAL_ADAPTERS } from '../adapters/registry.ts'
import type { Catalogue, CataloguedOperation } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../json/json.ts'
import { objectIn } from '../json/read-json.ts'
import { seededRandom } from '../openai/seeded-random.ts'
import type { MockedAnswer } from './mock.ts'
import type { Preferences } from './preferences.ts'
import type { RequestBody } from './read.ts'
import { seedOf } from './seed.ts'
import { withMedia } from './with-media.ts'

/** What adapters look at. */
export interface AdaptedRequest {
  operation: CataloguedOperation
  /** Where the operation is found that lists what this one answers with. */
  catalogue: Catalogue
  pathParameters: Record<string, string>
  query: URLSearchParams
  body: RequestBody
  /** The clock, in seconds since 1970. */
  now: number
  /** Tells scheme, host and port that the request came to. */
  origin: () => string
  /** What was asked of Prism: an example that was chosen by name stays what it is. */
  preferences: Preferences
  /** What patches have the assistant say. */
  reply?: AssistantReply | undefined
}

/** Adapts answers to their requests. */
export type Adapt = (answer: MockedAnswer, request: AdaptedRequest) => MockedAnswer

/** Adapts an answer to its request: the rules for every operation, then what the operation needs besides. */
export const adapt: Adapt = (answer, request) => {
  const { operation, preferences, pathParameters, query, origin, now, reply } = request
  const { id } = operation.route
  const media = MEDIA_ADAPTERS.get(id)
  const body = objectIn(answer.body)
  const isDynamic = preferences.dynamic === true && reply === undefined
  if ((media ?? body) === undefined || answer.status >= 300 || isDynamic) {
    return answer
  }
  const sent = sentBy(request.body)
  const context: AdapterContext = {
    operation,
    pathParameters,
    query,
    body: sent,
    uploads: request.body.kind === 'form' ? request.body.uploads : [],
    origin,
    now,
    random: seededRandom(() => seedOf(id, { pathParameters, query, body: sent })),
    ...(reply && { reply }),
  }
  const isChosen = preferences.example !== undefined && reply === undefined
  if (media !== undefined) {
    // An example that was chosen, or that somebody put into the document, stays what it is.
    return isChosen || operation.own.length > 0 ? answer : withMedia(answer, media(context))
  }
  const listed = isChosen || reply !== undefined ? undefined : listedIn(request.catalogue, context)
  const adapters = listed !== undefined ? CHANGE_ADAPTERS : isChosen ? USUAL_ADAPTERS : adaptersOf(id)
  const start = listed ?? body ?? {}
  return { ...answer, body: adapters.reduce((current, adapter) => adapter(current, context), start) }
}

/** The item that a list has under the id that is asked for. */
function listedIn(catalogue: Catalogue, context: AdapterContext): JsonObject | undefined {
  const { listedBy } = context.operation.plan
  return listedBy === undefined
    ? undefined
    : listedItem({ operation: catalogue.operation(listedBy), adapters: adaptersOf(listedBy) }, context)
}

/** @returns what the request's body says, as adapters and streams read it; empty where there is none */
export function sentBy(body: RequestBody): AdapterContext['body'] {
  if (body.kind === 'json') {
    return objectIn(body.value) ?? {}
  }
  return body.kind === 'form' ? (objectIn(body.fields) ?? {}) : {}
}
