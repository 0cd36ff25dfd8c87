import type { BinaryResponse } from '../answer/answer.ts'
import type { Upload } from '../request/uploads.ts'
import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../web/json/json.ts'
import type { Random } from '../web/random/seeded-random.ts'
import type { AssistantReply } from '../assistant/reply-types.ts'

/** The request data available to a transform. */
export interface TransformContext {
  operation: CataloguedOperation
  pathParameters: Readonly<Record<string, string>>
  query: URLSearchParams
  /** JSON body or form fields, including files; empty if the request has no body. */
  body: JsonObject
  /** Files of a form, in request order. */
  uploads: readonly Upload[]
  /** Returns scheme, host and port of the request URL: `http://localhost:4010`. */
  origin: () => string
  /** The request's clock, in seconds since 1970. */
  now: number
  /** Seeded by the request: identical requests get identical numbers. */
  random: Random
  /** The assistant reply set by a patch; overrides the generated one. */
  reply?: AssistantReply
}

/**
 * Makes the response body of an operation fit its request.
 *
 * @param answer the mocked body (not mutated)
 * @returns the transformed body
 */
export type Transform = (answer: JsonObject, context: TransformContext) => JsonObject

/** Creates the file that an operation returns. */
export type BinaryGenerator = (context: TransformContext) => BinaryResponse
