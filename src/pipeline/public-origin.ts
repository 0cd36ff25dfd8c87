/**
 * The address under which the client reached the mock: the request's own, or behind a proxy that ends TLS what
 * `X-Forwarded-Proto` and `X-Forwarded-Host` say. Nothing but URLs in the answer hang on it, so that whoever makes these
 * headers up only misleads themselves.
 *
 * @param url of the request, as the server has it
 * @param headers of the request
 * @returns scheme, host and port: `https://mock.team.test`
 */
export function publicOrigin(url: URL, headers: Headers): string {
  const scheme = firstOf(headers.get('x-forwarded-proto')).toLowerCase()
  const host = firstOf(headers.get('x-forwarded-host'))
  const asked = `${SCHEMES.has(scheme) ? scheme : url.protocol.slice(0, -1)}://${HOST.test(host) ? host : url.host}`
  return URL.canParse(asked) ? new URL(asked).origin : url.origin
}

const SCHEMES = new Set(['http', 'https'])

/** A name or address, and a port; nothing that would end it in a URL. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** Each proxy adds its own behind a comma; the first is the client's. */
function firstOf(list: string | null): string {
  return list?.split(',')[0]?.trim() ?? ''
}
