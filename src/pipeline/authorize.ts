import type { Operation } from '../catalogue/contract.ts'
import { type ApiError, apiError } from '../openai/errors.ts'
import type { Settings } from '../settings.ts'

/** Checks the API key of a request. Throws an API error (401) unless it is accepted. */
export type Authorize = (request: KeyedRequest) => Promise<void>

/** The key of a request, and the headers it was read from. */
export interface KeyedRequest {
  headers: Headers
  key: string | undefined
}

/**
 * Creates the check of API keys, which accepts any key or only the configured ones.
 *
 * @param settings whether a key is required, and the accepted keys
 */
export function createAuthorize({
  auth,
  apiKeys,
  isLocked = false,
}: Pick<Settings, 'auth' | 'apiKeys'> & { isLocked?: boolean }): Authorize {
  const isAccepted = createKeyCheck(apiKeys)
  return async ({ headers, key }) => {
    if (isLocked) {
      throw unauthorized(LOCKED, 'mock_is_locked')
    }
    if (!auth) {
      return
    }
    if (key === undefined) {
      const authorization = headers.get('authorization')?.trim() ?? ''
      throw unauthorized(authorization === '' ? NO_KEY : NOT_A_BEARER_KEY)
    }
    if (apiKeys.length > 0 && !(await isAccepted(key))) {
      throw unauthorized(incorrectKeyMessage(key), 'invalid_api_key')
    }
  }
}

/** Creates a function that tests whether a key is one of the accepted keys. */
export function createKeyCheck(acceptedKeys: readonly string[]): (key: string) => Promise<boolean> {
  let digests: Promise<Uint8Array[]> | undefined
  return async (key) => {
    digests ??= Promise.all(acceptedKeys.map(digestOf))
    const digest = await digestOf(key)
    return (await digests).reduce((found, taken) => equalInConstantTime(taken, digest) || found, false)
  }
}

/** @returns true if the document declares no authentication for the operation */
export function isPublic({ security = [] }: Operation): boolean {
  return security.length === 0 || security.some((schemes) => schemes.length === 0)
}

/** A 401 must send `WWW-Authenticate` (RFC 9110, section 15.5.2). */
function unauthorized(message: string, code: string | null = null): ApiError {
  return apiError(401, message, { code, headers: { 'www-authenticate': 'Bearer realm="OpenAI API"' } })
}

/** Digests have a fixed length, so comparing them does not leak the length of a key. */
async function digestOf(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
}

function equalInConstantTime(one: Uint8Array, other: Uint8Array): boolean {
  return one.reduce((difference, byte, index) => difference | (byte ^ (other[index] ?? 0)), 0) === 0
}

const LOCKED =
  'The mock accepts no requests because one of its variables is malformed. See the warnings of GET /__mock/status.'

// OpenAI's own messages.
const NO_KEY =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
  '(i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys.'
const NOT_A_BEARER_KEY =
  'You must provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).'

function incorrectKeyMessage(key: string): string {
  return `Incorrect API key provided: ${maskKey(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`
}

/** Masks a key like OpenAI: first eight and last four characters. Keys of at most 12 characters are unchanged. */
function maskKey(key: string): string {
  return key.length > 12
    ? `${key.slice(0, 8)}${'*'.repeat(Math.min(key.length - 12, 200))}${key.slice(-4)}`
    : key
}
