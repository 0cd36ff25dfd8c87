import type { Operation } from '../catalogue/types.ts'
import { type Refusal, refuse } from '../openai/errors.ts'

/**
 * Asks for a key where the document does. Any key will do: a mock has nothing to protect.
 *
 * @param operation whose security requirements count
 * @param headers the request's
 */
export function authorise(operation: Operation, headers: Headers): Refusal | undefined {
  const requirements = operation.security ?? []
  const isOpen = requirements.length === 0 || requirements.some((schemes) => schemes.length === 0)
  if (isOpen) {
    return undefined
  }
  const authorization = headers.get('authorization')
  if (authorization === null || authorization.trim() === '') {
    return refuse(401, NO_KEY)
  }
  const [scheme = '', key] = authorization.trim().split(/\s+/)
  if (scheme.toLowerCase() !== 'bearer' || key === undefined) {
    return refuse(401, NOT_A_BEARER_KEY)
  }
  return undefined
}

// The API's own words.
const NO_KEY =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
  '(i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys.'
const NOT_A_BEARER_KEY =
  'You must provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).'
