import { type Refusal, refuse } from '../openai/errors.ts'

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
