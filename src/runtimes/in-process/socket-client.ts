import type { SocketOpening } from '../../sessions/handshake/open-socket.ts'
import type { ServerSocket, SocketListener } from '../../sessions/run-session.ts'

/** The client's side of a WebSocket that is opened in the same process. */
export interface SocketClient {
  open(protocol: string): void
  message(data: string, isBinary: boolean): void
  closed(code: number, reason: string, wasClean: boolean): void
}

/** The connection of both sides. */
export interface SocketPair {
  text(text: string): void
  binary(): void
  close(code: number, reason: string): void
}

/** Close code of a connection that ended without a close frame (RFC 6455, section 7.1.5). */
const ABNORMAL_CLOSURE = 1006

/** Connects the client with the session. Frames arrive in later tasks, in order, as those of a network do. */
export function connectPair({ protocol = '', start }: SocketOpening, client: SocketClient): SocketPair {
  let isOpen = true
  let listener: SocketListener | undefined
  const later = (action: () => void): void => {
    setTimeout(action, 0)
  }
  const end = (code: number, reason: string, wasClean: boolean): void => {
    if (isOpen) {
      isOpen = false
      listener?.closed()
      later(() => client.closed(code, reason, wasClean))
    }
  }
  const socket: ServerSocket = {
    send: (text, isBinary) => later(() => client.message(text, isBinary)),
    close: (code, reason) => end(code, reason, true),
    cut: () => end(ABNORMAL_CLOSURE, '', false),
    pendingBytes: () => 0,
  }
  later(() => {
    client.open(protocol)
    listener = start(socket)
  })
  return {
    text: (text) => later(() => listener?.text(text)),
    binary: () => later(() => listener?.binary()),
    close: (code, reason) => end(code, reason, true),
  }
}
