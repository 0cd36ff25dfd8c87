import type { MockedAnswer } from '../../answer/answer.ts'
import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { StatePlan } from '../../catalogue/contract.ts'
import type { AssistantReply } from '../../assistant/reply-types.ts'
import type { Upload } from '../../request/uploads.ts'
import type { Kept } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import type { Random } from '../../web/random/seeded-random.ts'

/** Where an answer comes from, as reported in the header `x-mock-state`. */
export type Origin = 'stored' | 'example' | 'gone'

/** A request to an operation that uses kept objects. */
export interface StateRequest {
  operation: CataloguedOperation
  /** How the operation uses kept objects; undefined if only its row does. */
  plan: StatePlan | undefined
  /** The objects of the request's namespace. */
  store: Store
  namespace: string
  /** Whether unknown ids are an error. */
  isStrict: boolean
  method: string
  pathParameters: Readonly<Record<string, string>>
  query: URLSearchParams
  headers: Headers
  /** JSON body or form fields, including files. */
  body: JsonObject
  uploads: readonly Upload[]
  /** The clock, in seconds since 1970. */
  now: number
  /** The work and output that the request may still cause. */
  budget: RequestBudget
  /** The assistant reply set by a patch. */
  reply: AssistantReply | undefined
  /** Seeded by the request: identical requests get identical numbers, repeated creations different ones. */
  random: Random
  /** The ids above the collection, as {@link import('../../state/kept.ts').Place.parent}. */
  parent: string
  /** The id of the item in the path; undefined for collections. */
  id: string | undefined
  /** Whether all items above the collection were created in this namespace, and there is one. */
  hasKnownParent: boolean
  /** Whether an item above the collection was never created. Nothing is refused below it. */
  hasUnknownParent: boolean
  /** Whether a plain request like this one makes the same object, see {@link StateRow.isTwin}. */
  isTwin: boolean
  /**
   * Sends another request to the mock in the same namespace, so that its patches apply.
   *
   * @param path such as `/v1/chat/completions`
   * @param body sent as JSON
   */
  send: (path: string, body: JsonObject) => Promise<Response>
  /** Returns the items that the family's list operation has as examples. */
  exampleItems: () => JsonObject[]
}

/** An answer, and where it comes from. */
export interface Recalled {
  answer: MockedAnswer
  origin: Origin
}

/**
 * The steps of a request that involve kept objects. Only `before` may be asynchronous: no other event runs between
 * `recall` and `commit`, so that reading and writing is atomic.
 */
export interface StateSteps {
  /**
   * Runs before the answer is made. May throw an API error, such as for a reference to a deleted object.
   *
   * @returns the body that the transforms use in place of the request's, if any: with the history of a conversation
   */
  before(): JsonObject | undefined | Promise<JsonObject | undefined>
  /**
   * Replaces the transformed example by kept objects. Runs after the transforms and before the patches.
   *
   * @param answer the transformed example (not mutated)
   * @param isListed leaves out items of a list
   */
  recall(answer: MockedAnswer, isListed?: (item: JsonObject) => boolean): Recalled
  /**
   * Keeps the final answer. Runs after the patches, in a transaction, and only for a successful answer.
   *
   * @param answer the final answer (not mutated)
   * @returns the created or changed object, if any
   */
  commit(answer: MockedAnswer): Kept | undefined
  /** True if `commit` changes one object only, which needs no transaction. */
  isSingleWrite?: boolean
}

/**
 * Creates the steps of one request. An operation's row sets one to do more than its plan.
 *
 * @param steps those of the operation's plan, to call or to replace
 */
export type StateBehavior = (request: StateRequest, steps: StateSteps) => StateSteps

/** The part of an operation's row about kept objects. */
export interface StateRow {
  /** Does more than the plan, or something else. */
  steps?: StateBehavior
  /**
   * Whether a request uses kept objects. Requests that do not are answered without any. Defaults to all.
   *
   * @param body the parsed body
   */
  isNeeded?: (body: JsonObject) => boolean
  /** True if each request makes a new object, although the plan does not create one. */
  creates?: true
  /**
   * Whether a streamed request and the same plain one make the same object, so that a client can compare them. By
   * default they do.
   */
  isTwin?: (body: JsonObject) => boolean
}
