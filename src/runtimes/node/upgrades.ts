import { type IncomingMessage, type Server, ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { Socket } from 'node:net'
import type { Upgrade } from './accept-socket.ts'

/** Answers a request whose bindings contain its upgrade. */
type FetchUpgrade = (
  request: Request,
  bindings: { incoming: IncomingMessage; upgrade: Upgrade },
) => Response | Promise<Response>

/** @returns whether a request asks for a WebSocket; other upgrades, such as h2c, are answered as plain HTTP */
export function isWebSocketRequest({
  headers,
  method,
}: Pick<IncomingMessage, 'headers' | 'method'>): boolean {
  return method === 'GET' && headers.upgrade?.trim().toLowerCase() === 'websocket'
}

/** Passes WebSocket handshakes to the app, and writes its refusals. */
export function serveUpgrades(server: Server, fetch: FetchUpgrade): void {
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (!isWebSocketRequest(incoming)) {
      // Versions of Node without `shouldUpgradeCallback`.
      respondPlainly(server, incoming, socket)
      return
    }
    const upgrade = { incoming, socket, head }
    void answerUpgrade(fetch, upgrade)
  })
}

async function answerUpgrade(fetch: FetchUpgrade, upgrade: Upgrade): Promise<void> {
  const { incoming, socket } = upgrade
  try {
    const response = await fetch(toRequest(incoming), { incoming, upgrade })
    // The status of a completed handshake cannot be that of a Response.
    if (response.status >= 300) {
      socket.end(await toBytes(response))
    }
  } catch (error) {
    if (!(error instanceof TypeError)) {
      console.error(error)
    }
    socket.destroy()
  }
}

function toRequest({ url = '/', headers }: IncomingMessage): Request {
  const sent = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value ?? []].flat()) {
      sent.append(name, one)
    }
  }
  const host = headers.host ?? 'localhost'
  const base = URL.canParse(`http://${host}`) ? `http://${host}` : 'http://localhost'
  return new Request(new URL(url, base), { headers: sent })
}

async function toBytes(response: Response): Promise<Buffer> {
  const body = Buffer.from(await response.arrayBuffer())
  const { status, headers } = response
  const lines = [...headers]
    .filter(([name]) => !OWN_HEADERS.has(name))
    .map(([name, value]) => `${name}: ${value}`)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...lines,
    `content-length: ${body.length}`,
    'connection: close',
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}

const OWN_HEADERS = new Set(['content-length', 'connection', 'transfer-encoding'])

function respondPlainly(server: Server, incoming: IncomingMessage, socket: Duplex): void {
  const response = new ServerResponse(incoming)
  response.shouldKeepAlive = false
  if (socket instanceof Socket) {
    response.assignSocket(socket)
    response.on('finish', () => socket.end())
  }
  server.emit('request', incoming, response)
}
