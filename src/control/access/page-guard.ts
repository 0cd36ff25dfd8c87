import type { Context } from 'hono'
import { apiError } from '../../openai/errors.ts'

/** Decides whether the `Host` of a request names this server, which rules out DNS rebinding. */
export type HostCheck = (host: string) => boolean

/** Path of the page that other sites may link to, and paths of probes, which use any host name. */
const PAGE_PATHS = new Set(['/__mock', '/__mock/'])
const PROBE_PATHS = new Set(['/__mock/health', '/__mock/metrics'])

/** `Sec-Fetch-Site` of requests that no page of another origin caused (Fetch Metadata, section 2.3). */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none'])

/**
 * Rejects requests that pages of other origins make in a browser: they can neither read the control API nor make the
 * mock work for them. Programs send no `Origin` and no `Sec-Fetch-Site`, so they are not affected.
 *
 * @param allowsHost checks the `Host` header
 * @throws {import('../../openai/errors.ts').ApiError} 403
 */
export function rejectOtherPages({ req }: Context, allowsHost: HostCheck): void {
  const { headers, method } = req.raw
  const host = headers.get('host')
  if (host !== null && !PROBE_PATHS.has(req.path) && !allowsHost(host)) {
    throw forbidden(`the header Host is "${host}", which is not a name of this machine`, 'host_not_allowed')
  }
  const origin = headers.get('origin')
  if (origin !== null && !ownHosts(headers).some((own) => isSameHost(origin, own))) {
    throw forbidden(`it comes from a page of another origin, ${origin}`, 'origin_not_allowed')
  }
  const site = headers.get('sec-fetch-site')
  const isNavigation =
    method === 'GET' && headers.get('sec-fetch-dest') === 'document' && PAGE_PATHS.has(req.path)
  if (site !== null && !OWN_SITES.has(site) && !isNavigation) {
    throw forbidden(`it comes from a page of another origin (Sec-Fetch-Site: ${site})`, 'origin_not_allowed')
  }
}

/** Returns the names under which the client reached the server, also through a proxy. */
function ownHosts(headers: Headers): string[] {
  return [headers.get('host'), headers.get('x-forwarded-host')].flatMap((host) => host ?? [])
}

function isSameHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) {
    return false
  }
  const { protocol, host: originHost } = new URL(origin)
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === originHost
}

function forbidden(reason: string, code: string) {
  return apiError(
    403,
    `The control API rejects this request because ${reason}. Use a program such as curl instead.`,
    {
      code,
    },
  )
}
