import { BlockList, isIPv6 } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { WritingWithoutToken } from '../admin/resource.ts'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

/** Set by proxies. They take rights away and never give any, so it does no harm that anyone can send them. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * Without a token, those on this very machine may write, as long as the server listens to them alone. Their connection
 * must come from a loopback address, and not by way of a proxy, whose clients may be anywhere; and they must be no page of
 * another site in a browser on this machine: such a page gives itself away by its origin or, where its own name was made
 * to lead here (DNS rebinding), by the host that it names.
 *
 * @param hostname what the server listens on
 */
export function loopbackWriting(hostname: string): WritingWithoutToken {
  if (!isLoopbackName(hostname)) {
    return {
      who: 'nobody',
      allows: () => false,
      advice:
        `Writing is off: the mock listens on ${hostname}, where others can reach it. Start it with a secret in the ` +
        'environment variable MOCK_ADMIN_TOKEN, and send that as "Authorization: Bearer ...".',
    }
  }
  return {
    who: 'this machine',
    allows: ({ headers }, bindings) =>
      comesFromLoopback(bindings) &&
      !FORWARDED.some((name) => headers.has(name)) &&
      isLoopbackHost(headers.get('host')) &&
      isOwnOrigin(headers.get('origin')),
    advice:
      'Without a token, only programs on the machine of the mock, and pages served from it, may write: not by way ' +
      'of a proxy or a page of another site. For others, start the mock with a secret in the environment variable ' +
      'MOCK_ADMIN_TOKEN, and send that as "Authorization: Bearer ...".',
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

/** Names under `localhost` always mean the same machine (RFC 6761, section 6.3). */
function isLoopbackName(name: string): boolean {
  const bare = name.replace(/^\[(.*)\]$/, '$1')
  return /^(?:.+\.)?localhost\.?$/i.test(bare) || isLoopbackAddress(bare)
}

function isLoopbackHost(host: string | null): boolean {
  return host !== null && URL.canParse(`http://${host}`) && isLoopbackName(new URL(`http://${host}`).hostname)
}

/** Programs send no origin, pages always do with a request that changes something (Fetch standard, section 3.2). */
function isOwnOrigin(origin: string | null): boolean {
  return origin === null || (URL.canParse(origin) && isLoopbackName(new URL(origin).hostname))
}
