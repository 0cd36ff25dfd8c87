import { once } from 'node:events'
import { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { DisconnectMode, ConnectionControl } from '../../web/http/connection.ts'
import { isRecord } from '../../web/json/is-record.ts'

/** Connection control on Node. The bindings hold the incoming request and so its socket. */
export const nodeConnections: ConnectionControl = {
  disconnectModes: ['reset', 'close'],
  connectionOf: (bindings) => ({
    async end(how) {
      const incoming = isRecord(bindings) ? bindings['incoming'] : undefined
      if (incoming instanceof IncomingMessage) {
        await endSocket(incoming.socket, how)
      }
    },
  }),
}

/** Flushes pending writes first, because destroying a socket discards them. */
async function endSocket(socket: Socket, mode: DisconnectMode): Promise<void> {
  if (socket.destroyed) {
    return
  }
  const closed = once(socket, 'close')
  if (mode === 'close') {
    socket.destroySoon()
  } else {
    await new Promise<void>((resolve) => socket.write('', () => resolve()))
    socket.resetAndDestroy()
  }
  await closed
}
