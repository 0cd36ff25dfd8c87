import type { Json, JsonObject } from '../../web/json/json.ts'
import type { ConversationFacts } from '../../operations/conversation-facts.ts'
import type { Budget } from '../../web/limits/budget.ts'

/** The request fields available to conditions and templates. */
export interface PatchRequest extends ConversationFacts {
  method: string
  /** Path without the namespace and `/v1`: `/threads/thread_abc/runs`. */
  path: string
  /** Path parameters by their names in the document. */
  params: Readonly<Record<string, string>>
  /** Query parameters; arrays and objects are deserialized. */
  query: JsonObject
  /** Headers with names in lower case. */
  headers: Readonly<Record<string, string>>
  /** The parsed JSON body, form fields with file names instead of files, or text; undefined if there is no body. */
  body: Json | undefined
  /** Text of the last user input, for any endpoint; empty if there is none. */
  prompt: string
  namespace: string
}

/** Field names of {@link PatchRequest}. */
export const REQUEST_FIELDS = [
  'method',
  'path',
  'params',
  'query',
  'headers',
  'body',
  'prompt',
  'turn',
  'toolResults',
  'lastTool',
  'system',
  'tools',
  'schema',
  'namespace',
] as const satisfies readonly (keyof PatchRequest)[]

/**
 * Lazy view of a request for matching patches. A class, because V8 retains the closures of an object literal with
 * getters for long.
 */
export class RequestView {
  /** Steps that the request may still spend. */
  readonly budget: Budget
  /** Whether all body values are strings, as in forms. */
  readonly isTextBody: boolean
  readonly #see: () => PatchRequest
  #request: PatchRequest | undefined

  /**
   * @param see builds the request fields on first access
   * @param options whether all body values are strings, as in forms, and the steps that the request may still spend
   */
  constructor(see: () => PatchRequest, { isTextBody, budget }: { isTextBody: boolean; budget: Budget }) {
    this.#see = see
    this.isTextBody = isTextBody
    this.budget = budget
  }

  get request(): PatchRequest {
    return (this.#request ??= this.#see())
  }
}
