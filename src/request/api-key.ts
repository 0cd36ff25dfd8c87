/** The headers that carry an API key. The journal redacts them. */
export const KEY_HEADERS = ['authorization', 'api-key'] as const

/**
 * Reads the API key from `Authorization: Bearer` or, for Azure clients, from `api-key`.
 *
 * @returns the key, or undefined if it is missing or malformed
 */
export function readApiKey(headers: Headers): string | undefined {
  const authorization = headers.get('authorization')?.trim() ?? ''
  if (authorization === '') {
    return headers.get('api-key')?.trim() || undefined
  }
  // The key may contain spaces: the SDKs' own tests send "My API Key".
  return /^bearer\s+(.+)$/i.exec(authorization)?.[1]
}
