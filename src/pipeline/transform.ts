import type { MockedAnswer } from '../answer/answer.ts'
import type { TransformContext } from '../operations/operation.ts'
import type { AssistantReply } from '../assistant/reply-types.ts'
import { retrieveFromList } from '../operations/every-operation/retrieve-from-list.ts'
import { operationRow } from '../operations/registry.ts'
import { transformBody, updateBody } from '../operations/transform-body.ts'
import type { Catalogue, CataloguedOperation } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { seededRandom } from '../web/random/seeded-random.ts'
import type { Preferences } from '../request/prefer.ts'
import { type RequestBody, bodyOf } from '../request/body.ts'
import { seedOf } from '../request/seed.ts'
import { withBinaryBody } from '../answer/with-binary-body.ts'

/** The request data that transforms use. */
export interface TransformRequest {
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
export type ApplyTransforms = (answer: MockedAnswer, request: TransformRequest) => MockedAnswer

/** Applies the transforms of every operation, then those of the requested operation. */
export const applyTransforms: ApplyTransforms = (answer, request) => {
  const { operation, preferences, pathParameters, query, origin, now, reply } = request
  const { id } = operation.route
  const row = operationRow(id)
  const body = asObject(answer.body)
  const isDynamic = preferences.dynamic === true && reply === undefined
  if ((row?.binary ?? body) === undefined || answer.status >= 300 || isDynamic) {
    return answer
  }
  const requestBody = bodyOf(request.body)
  const context: TransformContext = {
    operation,
    pathParameters,
    query,
    body: requestBody,
    uploads: request.body.kind === 'form' ? request.body.uploads : [],
    origin,
    now,
    random: seededRandom(() => seedOf(id, { pathParameters, query, body: requestBody })),
    ...(reply && { reply }),
  }
  const isExampleSelected = preferences.example !== undefined && reply === undefined
  if (row?.binary !== undefined) {
    // Examples selected by name, or added to the document by the user, are unchanged.
    return isExampleSelected || operation.userExamples.length > 0
      ? answer
      : withBinaryBody(answer, row.binary(context))
  }
  const listedObject =
    isExampleSelected || reply !== undefined ? undefined : findListedObject(request.catalogue, context)
  return {
    ...answer,
    body:
      listedObject === undefined
        ? transformBody(body ?? {}, context, isExampleSelected ? undefined : row?.transform)
        : updateBody(listedObject, context),
  }
}

/** @returns the object that the list operation returns under the requested id */
function findListedObject(catalogue: Catalogue, context: TransformContext): JsonObject | undefined {
  const { listedBy } = context.operation.plan
  if (listedBy === undefined) {
    return undefined
  }
  const own = operationRow(listedBy)?.transform
  const transform = (example: JsonObject, listContext: TransformContext) =>
    transformBody(example, listContext, own)
  return retrieveFromList({ operation: catalogue.operation(listedBy), transform }, context)
}
