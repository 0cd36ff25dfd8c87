import type { Operation } from '../catalogue/contract.ts'
import { type ApiError, apiError } from '../openai/errors.ts'
import type { Settings } from '../settings.ts'

/** Checks an API key returned by {@link readKey}. Returns an API error if it is not accepted. */
export type Authorize = (key: string | ApiError) => Promise<ApiError | undefined>

/**
 * Creates the check of API keys, which accepts any key or only the configured ones.
 *
 * @param settings whether a key is required, and the accepted keys
 */
export function createAuthorize({ auth, apiKeys }: Pick<Settings, 'auth' | 'apiKeys'>): Authorize {
  let digests: Promise<Uint8Array[]> | undefined
  const isAccepted = async (key: string): Promise<boolean> => {
    digests ??= Promise.all(apiKeys.map(digestOf))
    const digest = await digestOf(key)
    return (await digests).reduce((found, taken) => equalInConstantTime(taken, digest) || found, false)
  }
  return async (key) => {
    if (!auth) {
      return undefined
    }
    if (typeof key !== 'string') {
      return key
    }
    return apiKeys.length === 0 || (await isAccepted(key))
      ? undefined
      : unauthorized(incorrectKeyMessage(key), 'invalid_api_key')
  }
}

/**
 * Reads the API key from `Authorization: Bearer` or, for Azure clients, from `api-key`.
 *
 * @returns the key, or the API error for a missing or malformed one
 */
export function readKey(headers: Headers): string | ApiError {
  const authorization = headers.get('authorization')?.trim() ?? ''
  if (authorization === '') {
    const azureKey = headers.get('api-key')?.trim() ?? ''
    return azureKey === '' ? unauthorized(NO_KEY) : azureKey
  }
  // The key may contain spaces: the SDKs' own tests send "My API Key".
  return /^bearer\s+(.+)$/i.exec(authorization)?.[1] ?? unauthorized(NOT_A_BEARER_KEY)
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
