import {
  CALL_PREFIX,
  type CarriedSession,
  carriedSession,
  SECRET_PREFIX,
} from '../../request/client-secret.ts'
import { readApiKey } from '../../request/api-key.ts'
import { parseRequestUrl } from '../../request/request-url.ts'

/** Prefixes of the subprotocols that browsers send instead of headers, and the headers that they stand for. */
const HEADER_PROTOCOLS: Readonly<Record<string, string>> = {
  'openai-organization.': 'openai-organization',
  'openai-project.': 'openai-project',
}

const KEY_PROTOCOL = 'openai-insecure-api-key.'
const BETA_PROTOCOL = 'openai-beta.realtime-v1'

/** Query parameters that stand for the mock's own headers, which browsers cannot send. */
const QUERY_HEADERS: Readonly<Record<string, string>> = {
  __patch: 'x-mock-patch',
  __stream: 'x-mock-stream',
  __clock: 'x-mock-clock',
  __namespace: 'x-mock-namespace',
}

/** The only subprotocol that the service selects. */
const SELECTED_PROTOCOL = 'realtime'

/** A WebSocket handshake whose subprotocols and query were read into headers. */
export interface Handshake {
  request: Request
  /** The subprotocol of the answer. */
  protocol: string | undefined
  /** True for the beta version of the Realtime API. */
  isBeta: boolean
  /** The session of the client secret that is the key. */
  secret: CarriedSession | undefined
  /** The session of the client secret, or of the call's id. */
  carried: CarriedSession | undefined
}

/** @returns whether a request asks for a WebSocket (RFC 6455, section 4.1) */
export function isSocketUpgrade({ method, headers }: Request): boolean {
  return method === 'GET' && headers.get('upgrade')?.trim().toLowerCase() === 'websocket'
}

/** Reads a handshake. */
export function readHandshake({ url, headers: sent }: Request): Handshake {
  const headers = new Headers(sent)
  const { path, query } = parseRequestUrl(url)
  const protocols = (sent.get('sec-websocket-protocol') ?? '').split(',').map((name) => name.trim())
  const keyProtocol = protocols.find((name) => name.startsWith(KEY_PROTOCOL))
  if (readApiKey(headers) === undefined && keyProtocol !== undefined) {
    headers.set('authorization', `Bearer ${keyProtocol.slice(KEY_PROTOCOL.length)}`)
  }
  for (const [prefix, header] of Object.entries(HEADER_PROTOCOLS)) {
    const value = protocols.find((name) => name.startsWith(prefix))
    if (value !== undefined && !headers.has(header)) {
      headers.set(header, value.slice(prefix.length))
    }
  }
  for (const [name, header] of Object.entries(QUERY_HEADERS)) {
    const value = query.get(name)
    if (value !== null && isHeaderValue(value) && !headers.has(header)) {
      headers.set(header, value)
    }
  }
  const secret = carriedSession(SECRET_PREFIX, readApiKey(headers) ?? '')
  const carried = secret ?? carriedSession(CALL_PREFIX, query.get('call_id') ?? '')
  if (carried !== undefined && !path.startsWith('/@') && !headers.has('x-mock-namespace')) {
    headers.set('x-mock-namespace', carried.namespace)
  }
  return {
    request: new Request(url, { headers }),
    protocol: protocols.includes(SELECTED_PROTOCOL) ? SELECTED_PROTOCOL : undefined,
    isBeta: protocols.includes(BETA_PROTOCOL) || /\brealtime=v1\b/.test(sent.get('openai-beta') ?? ''),
    secret,
    carried,
  }
}

/** @returns whether a text can be a header value: printable ASCII */
function isHeaderValue(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text)
}
