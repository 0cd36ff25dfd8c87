import type { BinaryResponse } from '../answer/answer.ts'
import type { Upload } from '../request/uploads.ts'
import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../web/json/json.ts'
import type { Random } from '../web/random/seeded-random.ts'
import type { AssistantReply } from '../assistant/reply-types.ts'
import type { ServiceRule } from '../validation/service-rules/rule.ts'
import type { ToErrorEvent, ToEvents } from './streaming/stream-types.ts'

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

/**
 * Converts a response body to the format that the request asks for.
 *
 * @param answer the final, patched body
 * @param body the request body
 * @returns the converted body, or undefined if the request asks for JSON
 */
export type OutputFormat = (answer: JsonObject, body: JsonObject) => BinaryResponse | undefined

/** Everything special about one operation. Operations without a row get the transforms of every operation. */
export interface OperationRow {
  /** The document's `operationId`. */
  id: string
  /** Makes the response body fit the request; runs between the transforms of every operation. */
  transform?: Transform
  /** Creates the file that the operation returns instead of JSON. */
  binary?: BinaryGenerator
  /** Converts the response body to stream events. Defaults to the sampled events of the document, if any. */
  stream?: ToEvents
  /** Reports an API error in the middle of a stream. Defaults to OpenAI's error envelope. */
  errorEvent?: ToErrorEvent
  /** Rules that the service enforces on request bodies and the document does not contain. */
  serviceRules?: readonly ServiceRule[]
  /** Converts the response body to a format other than JSON. */
  outputFormat?: OutputFormat
  /** True if successful responses have the rate limit headers of a model. */
  isRateLimited?: true
  /** True if the operation returns assistant text, to which a patch's `reply` applies. */
  supportsReply?: true
}

/** A row without its id. */
export type OperationBehavior = Omit<OperationRow, 'id'>

/** @returns rows of several operations with the same behavior, such as an operation and its beta twin */
export function rowsOf(ids: readonly string[], behavior: OperationBehavior): OperationRow[] {
  return ids.map((id) => ({ id, ...behavior }))
}
