/** How a connection ends early: by a TCP reset (RFC 9293, section 3.5.2), or by closing it. */
export type DisconnectMode = 'reset' | 'close'

/** The connection of one response. */
export interface Connection {
  /**
   * Flushes pending writes and ends the connection. Later writes are discarded.
   *
   * @returns a promise that resolves after the connection has ended
   */
  end(mode: DisconnectMode): Promise<void>
}

/** A runtime's control over its connections, provided by each entry point. */
export interface ConnectionControl {
  /** Supported ways to end a connection before the first byte of a response. */
  disconnectModes: readonly DisconnectMode[]
  /** @param bindings the second argument of `app.fetch` */
  connectionOf: (bindings: unknown) => Connection
}

/** Time for pending writes to be flushed if that cannot be observed. A body that fails at once would discard them. */
const FLUSH_MS = 50

/** For runtimes without access to the socket, such as Workers. A failing body still ends the response early. */
export const NO_SOCKET: ConnectionControl = {
  disconnectModes: [],
  connectionOf: () => ({ end: () => new Promise((resolve) => setTimeout(resolve, FLUSH_MS)) }),
}
