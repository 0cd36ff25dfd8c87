import { BlockList, isIPv6 } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { WritePolicy } from '../../control/resource.ts'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

/** Headers set by proxies. They only revoke access, so forging them gains nothing. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * Returns the write policy without a token: only local clients may write, and only if the server listens on loopback.
 *
 * The connection must come from a loopback address and not through a proxy, whose clients may be remote. Pages of other
 * sites in a local browser are rejected by their `Origin` or, in case of DNS rebinding, by their `Host`.
 *
 * @param hostname the address that the server listens on
 */
export function localWritePolicy(hostname: string): WritePolicy {
  if (!isLoopbackName(hostname)) {
    return {
      allowedWriters: 'nobody',
      allows: () => false,
      advice:
        `Writes are disabled: the mock listens on ${hostname}, which other machines can reach. Start it with a secret ` +
        'in the environment variable MOCK_ADMIN_TOKEN and send it as "Authorization: Bearer ...".',
    }
  }
  return {
    allowedWriters: 'this machine',
    allows: ({ headers }, bindings) =>
      comesFromLoopback(bindings) &&
      !PROXY_HEADERS.some((name) => headers.has(name)) &&
      isLoopbackHost(headers.get('host')) &&
      isOwnOrigin(headers.get('origin')),
    advice:
      'Without a token, only programs and pages on the same machine may write, not through a proxy and not from ' +
      'pages of other sites. To allow other clients, start the mock with a secret in the environment variable ' +
      'MOCK_ADMIN_TOKEN and send it as "Authorization: Bearer ...".',
  }
}

function comesFromLoopback(bindings: unknown): boolean {
  const address = isNodeBindings(bindings) ? bindings.incoming.socket.remoteAddress : undefined
  return address !== undefined && isLoopbackAddress(address)
}

function isNodeBindings(bindings: unknown): bindings is HttpBindings {
  return typeof bindings === 'object' && bindings !== null && 'incoming' in bindings
}

function isLoopbackAddress(address: string): boolean {
  return LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Returns the check of the header `Host`: of a server on loopback, any name that always resolves to the machine. */
export function hostCheckFor(hostname: string): (host: string) => boolean {
  return isLoopbackName(hostname) ? isLoopbackHost : () => true
}

/** Names under `localhost` always resolve to loopback (RFC 6761, section 6.3). */
function isLoopbackName(name: string): boolean {
  const bare = canonicalName(name).replace(/^\[(.*)\]$/, '$1')
  return /^(?:.+\.)?localhost\.?$/i.test(bare) || isLoopbackAddress(bare)
}

/** Returns `127.0.0.1` for `127.1` and other forms that the system resolves. */
function canonicalName(name: string): string {
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : name
}

function isLoopbackHost(host: string | null): boolean {
  return host !== null && URL.canParse(`http://${host}`) && isLoopbackName(new URL(`http://${host}`).hostname)
}

/** Programs send no origin; browsers always do unless the method is GET or HEAD (Fetch standard, section 3.2). */
function isOwnOrigin(origin: string | null): boolean {
  return origin === null || (URL.canParse(origin) && isLoopbackName(new URL(origin).hostname))
}
