import type { Patch } from '../patches/document/types.ts'
import type { JsonObject } from '../web/json/json.ts'

/** A recorded request in the JSON form of `GET /__mock/requests/{namespace}`. */
export interface Entry extends JsonObject {
  /** Increases with each request of a namespace. */
  seq: number
  /** The header `x-request-id` of the response. */
  id: string
  /** ISO 8601. */
  time: string
  /** Time until the response started. */
  milliseconds: number
  /** The header `X-Mock-Test`. */
  test: string | null
  /** The `operationId`; null if no operation was found. */
  operation: string | null
  method: string
  /** As sent, without the prefix of the namespace. */
  path: string
  status: number
  /** The question of the user. */
  prompt: string | null
  /** Names of the patches that applied. */
  patches: string[]
  /** Names of the injected faults. */
  faults: string[]
  warnings: string[]
}

/** Selects recorded requests. */
export interface RequestFilter {
  /** An `operationId`, `METHOD /path`, or a glob of either. */
  operation?: string | undefined
  /** A status, such as `429` or `4xx`. */
  status?: string | undefined
  /** Value of the header `X-Mock-Test`. */
  test?: string | undefined
  /** Maximum number. Defaults to 50. */
  limit?: number | undefined
  /** Only requests with a lower `seq`. */
  before?: number | undefined
}

/** Selects recorded requests in the language of patches, and states their number. */
export interface Expectation {
  /** The operations, as in a patch. Defaults to all. */
  operation?: Patch['operation'] | undefined
  /** Conditions, as in a patch. */
  when?: Patch['when'] | undefined
  /** The exact number. Without any number, at least one request is expected. */
  times?: number | undefined
  atLeast?: number | undefined
  atMost?: number | undefined
  /** Milliseconds to wait for the requests, at most 60,000. Defaults to 0. */
  within?: number | undefined
}
