import { type ApiError, apiError } from '../openai/errors.ts'

/** Namespace of requests that do not specify one. */
export const DEFAULT_NAMESPACE = 'default'

/** Valid namespace names: safe in KV keys, file names and URLs. */
const NAMESPACE_NAME = /^[\w-][\w.-]{0,63}$/

/** Whether a name is a valid namespace name. */
export function isNamespaceName(name: string): boolean {
  return NAMESPACE_NAME.test(name)
}

/**
 * Returns the API error for an invalid namespace name.
 *
 * @param param name of the request parameter, if any
 */
export function invalidNamespace(name: string, param: string | null = null): ApiError {
  const message = `Invalid namespace '${name}': expected 1 to 64 letters, digits, '-', '_' or '.', not starting with '.'.`
  return apiError(400, message, { code: 'invalid_namespace', param })
}
