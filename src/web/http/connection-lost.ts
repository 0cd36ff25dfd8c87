import type { DisconnectMode } from './connection.ts'

/**
 * Thrown if the connection ends before the response is complete.
 *
 * Equals the error that `fetch` rejects with in that case (Fetch standard, "network error"), so that an in-process mock
 * behaves like a server.
 */
export class ConnectionLost extends TypeError {
  override name = 'TypeError'
  readonly mode: DisconnectMode

  /**
   * @param how how the connection ends
   * @param when before the response starts, or within its body
   */
  constructor(how: DisconnectMode, when: 'before' | 'within' = 'before') {
    super(when === 'before' ? 'fetch failed' : 'terminated', {
      cause: Object.assign(new Error(SOCKET_ERRORS[how].message), { code: SOCKET_ERRORS[how].code }),
    })
    this.mode = how
  }
}

/** Thrown if the server closes a WebSocket with a close frame. A response over HTTP ends early instead. */
export class SocketClosed extends ConnectionLost {
  /** Close code (RFC 6455, section 7.4). */
  readonly code: number
  readonly reason: string

  constructor(code: number, reason: string) {
    super('close', 'within')
    this.code = code
    this.reason = reason
  }
}

/** Messages and codes of Node's own errors. */
const SOCKET_ERRORS: Record<DisconnectMode, { message: string; code: string }> = {
  reset: { message: 'read ECONNRESET', code: 'ECONNRESET' },
  close: { message: 'other side closed', code: 'UND_ERR_SOCKET' },
}
