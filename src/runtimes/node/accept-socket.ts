import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { RawData, WebSocket, WebSocketServer } from 'ws'
import type { AcceptSocket } from '../../sessions/handshake/open-socket.ts'
import type { SocketListener } from '../../sessions/run-session.ts'
import { isRecord } from '../../web/json/is-record.ts'

/** A request for a WebSocket, as Node's `upgrade` event has it. */
export interface Upgrade {
  incoming: IncomingMessage
  socket: Duplex
  head: Buffer
}

/** Maximum size of a frame: the largest request body in base64 (RFC 4648, section 4). */
const MAX_FRAME_BYTES = Math.ceil((26_214_400 * 4) / 3)

/** Interval of pings, as the service sends them. */
const PING_MS = 20_000

/** WebSockets of a Node server. */
export interface NodeSockets {
  accept: AcceptSocket
  /** Closes all sessions, because the server stops. */
  stop: () => void
}

/**
 * Creates the WebSockets of a Node server. The library is loaded at the first handshake, so that the server starts as
 * fast as without it.
 */
export function createNodeSockets(): NodeSockets {
  let loaded: Promise<WebSocketServer> | undefined
  const listeners = new Set<SocketListener>()
  return {
    accept: async ({ protocol, headers, start }, bindings) => {
      const upgrade = upgradeOf(bindings)
      if (upgrade === undefined) {
        throw new TypeError('A WebSocket handshake needs the socket of its request')
      }
      loaded ??= loadServer()
      const server = await loaded
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      const { incoming, socket, head } = upgrade
      if (protocol === undefined) {
        delete incoming.headers['sec-websocket-protocol']
      } else {
        incoming.headers['sec-websocket-protocol'] = protocol
      }
      server.once('headers', (all) => all.push(...lines))
      server.handleUpgrade(incoming, socket, head, (webSocket) => {
        const listener = start(serverSocket(webSocket, incoming))
        listeners.add(listener)
        connect(webSocket, listener, () => listeners.delete(listener))
      })
      return new Response(null)
    },
    stop: () => {
      listeners.forEach((listener) => listener.stop())
    },
  }
}

async function loadServer(): Promise<WebSocketServer> {
  const { WebSocketServer } = await import('ws')
  return new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false })
}

function upgradeOf(bindings: unknown): Upgrade | undefined {
  const upgrade = isRecord(bindings) ? bindings['upgrade'] : undefined
  return isUpgrade(upgrade) ? upgrade : undefined
}

function isUpgrade(value: unknown): value is Upgrade {
  return isRecord(value) && 'incoming' in value && 'socket' in value && 'head' in value
}

function serverSocket(webSocket: WebSocket, { socket }: IncomingMessage) {
  return {
    send: (text: string, isBinary: boolean) => webSocket.send(text, { binary: isBinary }),
    close: (code: number, reason: string) => webSocket.close(code, reason),
    cut: (mode: 'close' | 'reset') => {
      if (mode === 'reset') {
        socket.resetAndDestroy()
      } else {
        webSocket.terminate()
      }
    },
    pendingBytes: () => webSocket.bufferedAmount,
  }
}

/** @returns the text of a frame; the library joins its fragments */
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : ''
}

function connect(webSocket: WebSocket, listener: SocketListener, onEnd: () => void): void {
  const pings = setInterval(() => webSocket.ping(), PING_MS)
  webSocket.on('message', (data, isBinary) => {
    if (isBinary) {
      listener.binary()
    } else {
      listener.text(textOf(data))
    }
  })
  // A protocol error, such as a frame that is too large; `close` follows.
  webSocket.on('error', () => listener.closed())
  webSocket.on('close', () => {
    clearInterval(pings)
    listener.closed()
    onEnd()
  })
}
