import type { AcceptSocket, SocketOpening } from '../../sessions/handshake/open-socket.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { OpenInProcess } from './web-socket.ts'

type Receive = (opening: SocketOpening) => void

/** Completes a handshake in the same process: the caller gets the opening. */
export const acceptInProcess: AcceptSocket = (opening, bindings) => {
  const receive = isRecord(bindings) ? bindings['receive'] : undefined
  if (!isReceive(receive)) {
    return new Response('Use mock.WebSocket to open a WebSocket in the same process.', { status: 501 })
  }
  receive(opening)
  return new Response(null)
}

function isReceive(value: unknown): value is Receive {
  return typeof value === 'function'
}

/** Creates the function that opens WebSockets with an app. */
export function openInProcess(
  fetch: (request: Request, bindings: { receive: Receive }) => Response | Promise<Response>,
): OpenInProcess {
  return async (request) => {
    let opened: SocketOpening | undefined
    const response = await fetch(request, { receive: (opening) => (opened = opening) })
    return opened ?? response
  }
}
