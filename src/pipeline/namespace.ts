import { type Refusal, refuse } from '../openai/errors.ts'
import { readKey } from './authorise.ts'

/** Namespace of requests that name none. */
export const DEFAULT_NAMESPACE = 'default'

/** What a namespace may be called: it is part of a KV key, a file name and a URL. */
const NAMESPACE_NAME = /^[\w-][\w.-]{0,63}$/

/** @returns true for what a namespace may be called */
export function isNamespace(name: string): boolean {
  return NAMESPACE_NAME.test(name)
}

/**
 * @param name what a namespace cannot be called
 * @param param where the request has it
 */
export function invalidNamespace(name: string, param: string | null = null): Refusal {
  const message = `Invalid namespace '${name}': expected 1 to 64 letters, digits, '-', '_' and '.', not beginning with '.'.`
  return refuse(400, message, { code: 'invalid_namespace', param })
}

/** The namespace of a request, and its path without it. */
export interface Namespaced {
  namespace: string
  path: string
}

/**
 * What names the namespace first, counts: the path, the header, the key.
 *
 * @param path `/@team-a/v1/models` names the namespace `team-a`
 * @param headers `X-Mock-Namespace: team-a` does so, too, and so does the key `sk-mock-team-a-123`
 */
export function readNamespace(path: string, headers: Headers): Namespaced | Refusal {
  const prefixed = path.startsWith('/@') ? /^\/@([^/]*)(\/.*)?$/.exec(path) : null
  const header = headers.get('x-mock-namespace')
  const name = prefixed?.[1] ?? header ?? namespaceInKey(headers) ?? DEFAULT_NAMESPACE
  if (!isNamespace(name)) {
    return invalidNamespace(name, prefixed ? null : header === null ? null : 'X-Mock-Namespace')
  }
  return { namespace: name, path: prefixed === null ? path : (prefixed[2] ?? '/') }
}

/** `sk-mock-{namespace}-{anything}`: the last hyphen separates, so that namespaces may have hyphens of their own. */
const KEY_WITH_NAMESPACE = /^sk-mock-(.+)-[^-]*$/

function namespaceInKey(headers: Headers): string | undefined {
  const key = readKey(headers)
  return typeof key === 'string' ? KEY_WITH_NAMESPACE.exec(key)?.[1] : undefined
}
