import type { Json, JsonObject } from '../catalogue/types.ts'
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

/** A request that is held against patches. */
export interface RequestView {
  readonly request: SeenRequest
  /** True when the body came as text, as forms do. */
  readonly isTextBody: boolean
  /** Bounds what all patches together may cost. */
  readonly budget: WorkBudget
}

/** Parts of a {@link SeenRequest}; what costs something to make is made when a patch first asks for it. */
export type RequestParts = Pick<SeenRequest, 'method' | 'path' | 'namespace' | 'params'> & {
  [Name in 'query' | 'headers' | 'body' | 'prompt']: () => SeenRequest[Name]
}

/**
 * @param parts of the request
 * @param isTextBody whether the body came as text
 */
export function viewRequest(parts: RequestParts, isTextBody: boolean): RequestView {
  const { method, path, namespace, params } = parts
  const query = once(parts.query)
  const headers = once(parts.headers)
  const body = once(parts.body)
  const prompt = once(parts.prompt)
  return {
    request: {
      method,
      path,
      params,
      get query() {
        return query()
      },
      get headers() {
        return headers()
      },
      get body() {
        return body()
      },
      get prompt() {
        return prompt()
      },
      namespace,
    },
    isTextBody,
    budget: new WorkBudget(),
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
