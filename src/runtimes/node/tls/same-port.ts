import type { Server } from 'node:http'
import { createServer, type Server as NetServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Certificate } from './certificate.ts'

/** First byte of a TLS connection: the content type of a handshake (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 0x16

/**
 * Creates a server that accepts plain connections and TLS on one port, by their first byte.
 *
 * @param server handles the requests of both; it does not listen itself
 */
export function servePlainAndTls(server: Server, { cert, key }: Certificate): NetServer {
  const tls = createTlsServer({ cert, key, ALPNProtocols: ['http/1.1'] }, (socket) =>
    server.emit('connection', socket),
  )
  // A client that does not trust the certificate ends the connection.
  tls.on('tlsClientError', (_, socket) => socket.destroy())
  return createServer((socket: Socket) => {
    socket.once('error', () => socket.destroy())
    socket.once('readable', () => {
      const first: unknown = socket.read()
      if (!Buffer.isBuffer(first)) {
        socket.destroy()
        return
      }
      socket.unshift(first)
      if (first[0] === TLS_HANDSHAKE) {
        tls.emit('connection', socket)
      } else {
        server.emit('connection', socket)
      }
    })
  })
}
