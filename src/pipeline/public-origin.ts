/**
 * The address under which the client reached the mock: the request's own, or behind a proxy that ends TLS what
 * `X-Forwarded-Proto` and `X-Forwarded-Host` say. Nothing but URLs in the answer hang on it, so that whoever makes these
 * headers up only misleads themselves.
 *
 * @param origin of the request, as the server has it
 * @param headers of the request
 * @returns scheme, host and port: `https://mock.team.test`
 */
export function publicOrigin(origin: string, headers: Headers): string {
  const schemes = headers.get('x-forwarded-proto')
  const hosts = headers.get('x-forwarded-host')
  if (schemes === null && hosts === null) {
    return origin
  }
  const [ownScheme = '', ownHost = ''] = origin.split('://')
  const scheme = firstOf(schemes).toLowerCase()
  const host = firstOf(hosts)
  const told = `${SCHEMES.has(scheme) ? scheme : ownScheme}://${HOST.test(host) ? host : ownHost}`
  return URL.canParse(told) ? new URL(told).origin : origin
}

const SCHEMES = new Set(['http', 'https'])

/** A name or address, and a port; nothing that would end it in a URL. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** Each proxy adds its own behind a comma; the first is the client's. */
function firstOf(list: string | null): string {
  return list?.split(',')[0]?.trim() ?? ''
}
