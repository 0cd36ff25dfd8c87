import type { ApiError } from '../openai/errors.ts'
import { DEFAULT_NAMESPACE, invalidNamespace, isNamespaceName } from './namespace-name.ts'

/** The namespace of a request, and the path without its prefix. */
export interface NamespacedPath {
  namespace: string
  path: string
}

/**
 * Reads the namespace. Precedence: path, header, API key.
 *
 * @param path such as `/@team-a/v1/models`
 * @param headers such as `X-Mock-Namespace: team-a`
 * @param key such as `sk-mock-team-a-123`
 */
export function readNamespace(
  path: string,
  headers: Headers,
  key: string | ApiError,
): NamespacedPath | ApiError {
  const prefixed = path.startsWith('/@') ? /^\/@([^/]*)(\/.*)?$/.exec(path) : null
  const header = headers.get('x-mock-namespace')
  const name = prefixed?.[1] ?? header ?? namespaceOfKey(key) ?? DEFAULT_NAMESPACE
  if (!isNamespaceName(name)) {
    return invalidNamespace(name, prefixed ? null : header === null ? null : 'X-Mock-Namespace')
  }
  return { namespace: name, path: prefixed === null ? path : (prefixed[2] ?? '/') }
}

/** `sk-mock-{namespace}-{anything}`, split at the last hyphen because namespaces may contain hyphens. */
const KEY_WITH_NAMESPACE = /^sk-mock-(.+)-[^-]*$/

function namespaceOfKey(key: string | ApiError): string | undefined {
  return typeof key === 'string' ? KEY_WITH_NAMESPACE.exec(key)?.[1] : undefined
}
