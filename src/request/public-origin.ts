/**
 * Returns the origin under which the client reached the mock, such as `https://mock.team.test`.
 *
 * `X-Forwarded-Proto` and `X-Forwarded-Host` take precedence, for proxies that terminate TLS. The origin is only used
 * for URLs in the response, so a client that forges these headers affects only itself.
 *
 * @param origin the origin of the request as received by the server
 */
export function publicOrigin(origin: string, headers: Headers): string {
  const schemes = headers.get('x-forwarded-proto')
  const hosts = headers.get('x-forwarded-host')
  if (schemes === null && hosts === null) {
    return origin
  }
  const [ownScheme = '', ownHost = ''] = origin.split('://')
  const scheme = firstValue(schemes).toLowerCase()
  const host = firstValue(hosts)
  const forwarded = `${SCHEMES.has(scheme) ? scheme : ownScheme}://${HOST_PATTERN.test(host) ? host : ownHost}`
  return URL.canParse(forwarded) ? new URL(forwarded).origin : origin
}

const SCHEMES = new Set(['http', 'https'])

/** A host name or address and an optional port, without characters that end the host in a URL. */
const HOST_PATTERN = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** Each proxy appends its value after a comma; the first one is the client's. */
function firstValue(list: string | null): string {
  return list?.split(',')[0]?.trim() ?? ''
}
