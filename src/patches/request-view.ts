import type { Json, JsonObject } from '../json/json.ts'
import { WorkBudget } from './work-budget.ts'

/** A request as the conditions and templates of patches see it. */
export interface SeenRequest {
  method: string
  /** Without the namespace and without `/v1`: `/threads/thread_abc/runs`. */
  path: string
  /** Values of the path's parameters, under the document's names. */
  params: Readonly<Record<string, string>>
  /** Lists and objects put together of the parameters that spell them out. */
  query: JsonObject
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** A JSON body, the fields of a form with file names in the place of files, or text; undefined where there is none. */
  body: Json | undefined
  /** The last user text, whatever the endpoint calls it; empty where there is none. */
  prompt: string
  namespace: string
}

/** The members of {@link SeenRequest}. */
export const SEEN_MEMBERS = [
  'method',
  'path',
  'params',
  'query',
  'headers',
  'body',
  'prompt',
  'namespace',
] as const satisfies readonly (keyof SeenRequest)[]

/**
 * A request that is held against patches. A class, since an object with getters of its own makes V8 keep all that they
 * reach for long.
 */
export class RequestView {
  /** Bounds what all patches together may cost. */
  readonly budget = new WorkBudget()
  /** True when the body came as text, as forms do. */
  readonly isTextBody: boolean
  readonly #see: () => SeenRequest
  #request: SeenRequest | undefined

  /**
   * @param see makes the request as patches see it, when the first condition or template looks at it
   * @param isTextBody true when the body came as text, as forms do
   */
  constructor(see: () => SeenRequest, isTextBody: boolean) {
    this.#see = see
    this.isTextBody = isTextBody
  }

  get request(): SeenRequest {
    return (this.#request ??= this.#see())
  }
}
