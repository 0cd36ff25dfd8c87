import type { AcceptSocket } from '../../sessions/handshake/open-socket.ts'

/** Status of a completed handshake. */
const SWITCHING_PROTOCOLS = 101

/**
 * Completes a WebSocket handshake on Workers. The plain Worker keeps the connection; it needs no hibernation, which would
 * lose the timers of a session.
 */
export const acceptOnWorkers: AcceptSocket = ({ protocol, headers, start }, _, execution) => {
  const { 0: client, 1: server } = new WebSocketPair()
  server.accept()
  const listener = start({
    send: (text, isBinary) => server.send(isBinary ? new TextEncoder().encode(text) : text),
    close: (code, reason) => server.close(code, reason),
    cut: () => abort(execution()),
    pendingBytes: () => 0,
  })
  server.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') {
      listener.text(data)
    } else {
      listener.binary()
    }
  })
  server.addEventListener('close', ({ code, reason }) => {
    listener.closed()
    answerClose(server, code, reason)
  })
  server.addEventListener('error', () => listener.closed())
  return new Response(null, {
    status: SWITCHING_PROTOCOLS,
    webSocket: client,
    headers: { ...headers, ...(protocol !== undefined && { 'sec-websocket-protocol': protocol }) },
  })
}

/** Ends the connection without a close frame, which only ending its whole request does. */
function abort(execution: object): void {
  if (isAbortable(execution)) {
    execution.abort(new Error('A fault ends the connection.'))
  }
}

function isAbortable(execution: object): execution is { abort: (reason: Error) => void } {
  return 'abort' in execution && typeof execution.abort === 'function'
}

/** Codes that a close frame cannot have (RFC 6455, section 7.4.1). */
const NOT_SENT = new Set([1005, 1006, 1015])

function answerClose(server: WebSocket, code: number, reason: string): void {
  try {
    server.close(NOT_SENT.has(code) ? 1000 : code, reason)
  } catch {
    // The server has closed the connection before.
  }
}
