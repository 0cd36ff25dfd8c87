import type { MockedAnswer } from '../answer/answer.ts'
import type { AdapterContext } from '../operations/operation.ts'
import type { AssistantReply } from '../assistant/reply-types.ts'
import { listedItem } from '../operations/every-operation/retrieve-from-list.ts'
import { adaptersOf, CHANGE_ADAPTERS, MEDIA_ADAPTERS, USUAL_ADAPTERS } from '../operations/registry.ts'
import type { Catalogue, CataloguedOperation } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../web/json/json.ts'
import { objectIn } from '../web/json/narrow.ts'
import { seededRandom } from '../web/random/seeded-random.ts'
import type { Preferences } from '../request/prefer.ts'
import { type RequestBody, sentBy } from '../request/body.ts'
import { seedOf } from '../request/seed.ts'
import { withMedia } from '../answer/with-binary-body.ts'

/** The request data that transforms use. */
export interface AdaptedRequest {
  operation: CataloguedOperation
  /** Used to look up the operation that lists the object returned by this one. */
  catalogue: Catalogue
  pathParameters: Record<string, string>
  query: URLSearchParams
  body: RequestBody
  /** Current time, in seconds since 1970. */
  now: number
  /** Returns the origin (scheme, host and port) of the request. */
  origin: () => string
  /** The preferences used to mock. An example selected by name is not transformed. */
  preferences: Preferences
  /** The assistant reply set by patches. */
  reply?: AssistantReply | undefined
}

/** Transforms a mocked response to fit its request. */
export type Adapt = (answer: MockedAnswer, request: AdaptedRequest) => MockedAnswer

/** Applies the transforms of every operation, then those of the requested operation. */
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
    // Examples selected by name, or added to the document by the user, are unchanged.
    return isChosen || operation.own.length > 0 ? answer : withMedia(answer, media(context))
  }
  const listed = isChosen || reply !== undefined ? undefined : listedIn(request.catalogue, context)
  const adapters = listed !== undefined ? CHANGE_ADAPTERS : isChosen ? USUAL_ADAPTERS : adaptersOf(id)
  const start = listed ?? body ?? {}
  return { ...answer, body: adapters.reduce((current, adapter) => adapter(current, context), start) }
}

/** @returns the object that the list operation returns under the requested id */
function listedIn(catalogue: Catalogue, context: AdapterContext): JsonObject | undefined {
  const { listedBy } = context.operation.plan
  return listedBy === undefined
    ? undefined
    : listedItem({ operation: catalogue.operation(listedBy), adapters: adaptersOf(listedBy) }, context)
}
