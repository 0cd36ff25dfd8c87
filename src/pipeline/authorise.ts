import type { Operation } from '../catalogue/types.ts'
import { type Refusal, refuse } from '../openai/errors.ts'
import type { Settings } from '../settings.ts'

/** Takes a request's key, or refuses it; {@link readKey} reads it. */
export type Authorise = (key: string | Refusal) => Promise<Refusal | undefined>

/**
 * Takes any key, or one of those that are set, from `Authorization: Bearer` or, as Azure's clients send it, `api-key`.
 *
 * @param settings whether a key is asked for, and which are taken
 */
export function createAuthorise({ auth, apiKeys }: Pick<Settings, 'auth' | 'apiKeys'>): Authorise {
  let digests: Promise<Uint8Array[]> | undefined
  const isTaken = async (key: string): Promise<boolean> => {
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
    return apiKeys.length === 0 || (await isTaken(key))
      ? undefined
      : unauthorised(wrongKey(key), 'invalid_api_key')
  }
}

/**
 * @param headers a request's
 * @returns the key that it brings, or how the API refuses it
 */
export function readKey(headers: Headers): string | Refusal {
  const authorization = headers.get('authorization')?.trim() ?? ''
  if (authorization === '') {
    const azureKey = headers.get('api-key')?.trim() ?? ''
    return azureKey === '' ? unauthorised(NO_KEY) : azureKey
  }
  // Whatever follows is the key: the SDKs' own tests send "My API Key".
  return /^bearer\s+(.+)$/i.exec(authorization)?.[1] ?? unauthorised(NOT_A_BEARER_KEY)
}

/** @returns true when the document asks for no key */
export function isOpen({ security = [] }: Operation): boolean {
  return security.length === 0 || security.some((schemes) => schemes.length === 0)
}

/** A 401 names the way to authenticate (RFC 9110, section 15.5.2). */
function unauthorised(message: string, code: string | null = null): Refusal {
  return refuse(401, message, { code, headers: { 'www-authenticate': 'Bearer realm="OpenAI API"' } })
}

/** Digests are of one length, so that comparing them tells nothing of a key, its length included. */
async function digestOf(key: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
}

function equalInConstantTime(one: Uint8Array, other: Uint8Array): boolean {
  return one.reduce((difference, byte, index) => difference | (byte ^ (other[index] ?? 0)), 0) === 0
}

// The API's own words.
const NO_KEY =
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
  '(i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from https://platform.openai.com/account/api-keys.'
const NOT_A_BEARER_KEY =
  'You must provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).'

function wrongKey(key: string): string {
  return `Incorrect API key provided: ${masked(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`
}

/** As the API shows a key: its first eight and last four characters; what is too short to be a key stays as it is. */
function masked(key: string): string {
  return key.length > 12
    ? `${key.slice(0, 8)}${'*'.repeat(Math.min(key.length - 12, 200))}${key.slice(-4)}`
    : key
}
