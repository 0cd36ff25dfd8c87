import type { Refusal } from '../openai/errors.ts'
import { DEFAULT_NAMESPACE, invalidNamespace, isNamespace } from '../patches/namespace.ts'

/** The namespace of a request, and its path without it. */
export interface Namespaced {
  namespace: string
  path: string
}

/**
 * What names the namespace first, counts: the path, the header, the key.
 *
 * @param path `/@team-a/v1/models` names the namespace `team-a`
 * @param headers `X-Mock-Namespace: team-a` does so, too
 * @param key `sk-mock-team-a-123`, and so does this
 */
export function readNamespace(path: string, headers: Headers, key: string | Refusal): Namespaced | Refusal {
  const prefixed = path.startsWith('/@') ? /^\/@([^/]*)(\/.*)?$/.exec(path) : null
  const header = headers.get('x-mock-namespace')
  const name = prefixed?.[1] ?? header ?? namespaceIn(key) ?? DEFAULT_NAMESPACE
  if (!isNamespace(name)) {
    return invalidNamespace(name, prefixed ? null : header === null ? null : 'X-Mock-Namespace')
  }
  return { namespace: name, path: prefixed === null ? path : (prefixed[2] ?? '/') }
}

/** `sk-mock-{namespace}-{anything}`: the last hyphen separates, so that namespaces may have hyphens of their own. */
const KEY_WITH_NAMESPACE = /^sk-mock-(.+)-[^-]*$/

function namespaceIn(key: string | Refusal): string | undefined {
  return typeof key === 'string' ? KEY_WITH_NAMESPACE.exec(key)?.[1] : undefined
}
