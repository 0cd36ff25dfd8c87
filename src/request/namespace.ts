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
 * @throws {import('../openai/errors.ts').ApiError} if the name is invalid
 */
export function readNamespace(path: string, headers: Headers, key: string | undefined): NamespacedPath {
  const prefixed = path.startsWith('/@') ? /^\/@([^/]*)(\/.*)?$/.exec(path) : null
  const header = headers.get('x-mock-namespace')
  const name = prefixed?.[1] ?? header ?? (key && KEY_WITH_NAMESPACE.exec(key)?.[1]) ?? DEFAULT_NAMESPACE
  if (!isNamespaceName(name)) {
    throw invalidNamespace(name, prefixed ? null : header === null ? null : 'X-Mock-Namespace')
  }
  return { namespace: name, path: prefixed === null ? path : (prefixed[2] ?? '/') }
}

/** `sk-mock-{namespace}-{anything}`, split at the last hyphen because namespaces may contain hyphens. */
const KEY_WITH_NAMESPACE = /^sk-mock-(.+)-[^-]*$/
