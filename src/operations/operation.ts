import type { BinaryResponse } from '../answer/answer.ts'
import type { Upload } from '../request/uploads.ts'
import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { RequestBodies } from '../generated/request-types.d.ts'
import type { JsonObject } from '../web/json/json.ts'
import type { RequestBudget } from '../web/limits/request-budget.ts'
import type { Random } from '../web/random/seeded-random.ts'
import type { Explain } from '../assistant/explain.ts'
import type { FindPassages } from '../assistant/file-search.ts'
import type { AssistantReply } from '../assistant/reply-types.ts'
import type { StateRow } from './state/behavior.ts'
import type { ToErrorEvents, ToEvents } from './streaming/stream-types.ts'

/** Bodies of the turns of WebSocket sessions that have the body of another operation. */
interface TurnBodies {
  createRealtimeResponse: RequestBodies['createResponse']
}

/** The body of valid requests to an operation; an empty object if it has none. */
export type BodyOf<Id extends string> = Id extends keyof RequestBodies
  ? RequestBodies[Id]
  : Id extends keyof TurnBodies
    ? TurnBodies[Id]
    : JsonObject

/** The request data available to a transform. */
export interface TransformContext<Body = JsonObject> {
  operation: CataloguedOperation
  pathParameters: Readonly<Record<string, string>>
  query: URLSearchParams
  /** The namespace of the request. */
  namespace: string
  /** The API key, if there is one. */
  key: string | undefined
  /** A body that is neither JSON nor a form. */
  text?: string
  /** JSON body or form fields, including files; empty if the request has no body. */
  body: Body
  /** Files of a form, in request order. */
  uploads: readonly Upload[]
  /** Returns scheme, host and port of the request URL: `http://localhost:4010`. */
  origin: () => string
  /** The request's clock, in seconds since 1970. */
  now: number
  /** How many identical creations came before in the namespace; part of the seed of ids. */
  repetition: number
  /** Seeded by the request: identical requests get identical numbers. */
  random: Random
  /** Like `random`, for ids: a repeated creation gets other ids, but the same contents. */
  ids: Random
  /** The work and output that the request may still cause. */
  budget: RequestBudget
  /** The assistant reply set by a patch; overrides the generated one. */
  reply?: AssistantReply
  /** Receives the reasons for generated values, if an explanation was requested. */
  explain?: Explain
  /** Searches in vector stores; undefined if the request uses no kept objects. */
  findPassages?: FindPassages
}

/**
 * Makes the response body of an operation fit its request.
 *
 * @param answer the mocked body (not mutated)
 * @returns the transformed body
 */
export type Transform<Body = JsonObject> = (answer: JsonObject, context: TransformContext<Body>) => JsonObject

/** Creates the file that an operation returns. */
export type BinaryGenerator<Body = JsonObject> = (context: TransformContext<Body>) => BinaryResponse

/**
 * Converts a response body to the format that the request asks for.
 *
 * @param answer the final, patched body
 * @returns the converted body, or undefined if the request asks for JSON
 */
export type OutputFormat<Body = JsonObject> = (
  answer: JsonObject,
  request: Pick<TransformContext<Body>, 'operation' | 'body'>,
) => BinaryResponse | undefined

/** Everything special about an operation. */
export interface OperationBehavior<Body = JsonObject> {
  /** Makes the response body fit the request; runs between the transforms of every operation. */
  transform?: Transform<Body>
  /** Creates the file that the operation returns instead of JSON. */
  binary?: BinaryGenerator<Body>
  /** Converts the response body to stream events. Defaults to the sampled events of the document, if any. */
  stream?: ToEvents<Body>
  /** Whether a request is answered without a stream although it asks for one; by default, none is. */
  ignoresStream?: (body: JsonObject) => boolean
  /** Reports an API error in the middle of a stream. Defaults to OpenAI's error envelope. */
  errorEvents?: ToErrorEvents
  /** Converts the response body to a format other than JSON. */
  outputFormat?: OutputFormat<Body>
  /** Adds the members that only Azure OpenAI returns. */
  forAzure?: (answer: JsonObject) => JsonObject
  /** True if successful responses have the rate limit headers of a model. */
  isRateLimited?: true
  /** True if the operation returns assistant text, to which a patch's `reply` applies. */
  supportsReply?: true
  /** What the operation does with kept objects beyond its plan. */
  state?: StateRow
}

/** The behavior of one operation. Operations without a row get the transforms of every operation. */
export interface OperationRow extends OperationBehavior {
  /** The document's `operationId`. */
  id: string
}

/** @returns the row of one operation, whose functions get the type of its request body */
export function rowOf<Id extends string>(id: Id, behavior: OperationBehavior<BodyOf<Id>>): OperationRow {
  return { id, ...withAnyBody<BodyOf<Id>>([id], behavior) }
}

/** @returns rows of several operations with the same behavior, such as an operation and its beta twin */
export function rowsOf<Id extends string>(
  ids: readonly Id[],
  behavior: OperationBehavior<BodyOf<Id>>,
): OperationRow[] {
  const shared = withAnyBody<BodyOf<Id>>(ids, behavior)
  return ids.map((id) => ({ id, ...shared }))
}

/** Hides the type of the body, so that all rows have one type. */
function withAnyBody<Body>(
  ids: readonly string[],
  { transform, binary, stream, outputFormat, ...rest }: OperationBehavior<Body>,
): OperationBehavior {
  const typed = <Request extends OperationRequest>(request: Request) =>
    typedRequest<Body, Request>(ids, request)
  return {
    ...rest,
    ...(transform && { transform: (answer, context) => transform(answer, typed(context)) }),
    ...(binary && { binary: (context) => binary(typed(context)) }),
    ...(stream && { stream: (answer, request) => stream(answer, typed(request)) }),
    ...(outputFormat && { outputFormat: (answer, request) => outputFormat(answer, typed(request)) }),
  }
}

type OperationRequest = Pick<TransformContext, 'operation' | 'body'>

type Typed<Request, Body> = Request & { body: Body }

function typedRequest<Body, Request extends OperationRequest>(
  ids: readonly string[],
  request: Request,
): Typed<Request, Body> {
  if (!isRequestTo<Body, Request>(ids, request)) {
    throw new RangeError(`The row of ${ids.join(', ')} was used for ${request.operation.route.id}`)
  }
  return request
}

/**
 * The boundary at which bodies get their types: the operation's validator accepted the body, and the types are generated
 * from the document that the validator is compiled from.
 */
function isRequestTo<Body, Request extends OperationRequest>(
  ids: readonly string[],
  request: Request,
): request is Typed<Request, Body> {
  return ids.some((id) => id === request.operation.route.id)
}
