import { fromBase64, toBase64 } from '../web/bytes/base64.ts'
import { decodeUtf8, utf8 } from '../web/bytes/bytes.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asNumber, asObject, asString } from '../web/json/narrow.ts'
import { parseBoundedJson } from '../web/json/parse-bounded.ts'

/** Facts about a session that an id or a secret contains, because the mock on Workers keeps no state. */
export interface CarriedSession {
  /** The session configuration that was sent when the secret was created. */
  session: JsonObject
  namespace: string
  /** In seconds since 1970; undefined if it does not expire. */
  expiresAt?: number | undefined
}

/** Prefix of client secrets, which SDKs require in browsers. */
export const SECRET_PREFIX = 'ek_'

/** Prefix of the ids of calls. */
export const CALL_PREFIX = 'rtc_'

/** @returns the prefix with base64url (RFC 4648, section 5) of JSON */
export function carrySession(prefix: string, { session, namespace, expiresAt }: CarriedSession): string {
  const text = JSON.stringify({
    session,
    namespace,
    ...(expiresAt !== undefined && { expires_at: expiresAt }),
  })
  return prefix + toBase64(utf8(text)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @returns the facts that {@link carrySession} added, or undefined if there are none */
export function carriedSession(prefix: string, text: string): CarriedSession | undefined {
  if (!text.startsWith(prefix)) {
    return undefined
  }
  const encoded = text.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/')
  const parsed = parseBoundedJson(decodeBase64(encoded) ?? '')
  const value = 'value' in parsed ? asObject(parsed.value) : undefined
  const session = asObject(value?.['session'])
  const namespace = asString(value?.['namespace'])
  if (session === undefined || namespace === undefined) {
    return undefined
  }
  return { session, namespace, expiresAt: asNumber(value?.['expires_at']) }
}

function decodeBase64(text: string): string | undefined {
  try {
    return decodeUtf8(fromBase64(text))
  } catch {
    return undefined
  }
}
