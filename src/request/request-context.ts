import { RequestBudget } from '../web/limits/request-budget.ts'
import { readApiKey } from './api-key.ts'
import { type AzureTarget, readAzurePath } from './azure-path.ts'
import { readNamespace } from './namespace.ts'
import { parseRequestUrl } from './request-url.ts'

/** The parts of a request that are known before it is routed. */
export interface RequestContext {
  /** The request as received. Its body is not read yet. */
  request: Request
  method: string
  headers: Headers
  /** Scheme, host and port at which the server was reached: `http://127.0.0.1:4010`. */
  origin: string
  /** Path without the namespace, as the OpenAI API has it: `/v1/models`. */
  path: string
  /** Set if the request used a path of Azure OpenAI. */
  azure?: AzureTarget
  query: URLSearchParams
  /** The API key, or undefined if it is missing or malformed. */
  key: string | undefined
  namespace: string
  /** The work and output that the request may cause. */
  budget: RequestBudget
}

/**
 * Reads the URL, the API key and the namespace of a request.
 *
 * @param budget the budget to spend, if the request is part of another one. Defaults to a new one
 * @throws {import('../openai/errors.ts').ApiError} if the namespace is invalid
 */
export function openRequest(request: Request, budget = new RequestBudget()): RequestContext {
  const { method, headers } = request
  const { origin, path: fullPath, query } = parseRequestUrl(request.url)
  const key = readApiKey(headers)
  const { namespace, path: namespacedPath } = readNamespace(fullPath, headers, key)
  const target = readAzurePath(namespacedPath)
  return { request, method, headers, origin, ...target, query, key, namespace, budget }
}
