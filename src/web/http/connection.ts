/** How a connection ends early: by a TCP reset (RFC 9293, section 3.5.2), or by closing it. */
export type Breakage = 'reset' | 'close'

/** The connection of one response. */
export interface Connection {
  /**
   * Flushes pending writes and ends the connection. Later writes are discarded.
   *
   * @returns a promise that resolves after the connection has ended
   */
  end(how: Breakage): Promise<void>
}

/** A runtime's control over its connections, provided by each entry point. */
export interface Delivery {
  /** Supported ways to end a connection before the first byte of a response. */
  breakages: readonly Breakage[]
  /** @param bindings the second argument of `app.fetch` */
  connectionOf: (bindings: unknown) => Connection
}

/** Time for pending writes to be flushed if that cannot be observed. A body that fails at once would discard them. */
const LEAVING_MS = 50

/** For runtimes without access to the socket, such as Workers. A failing body still ends the response early. */
export const OUT_OF_REACH: Delivery = {
  breakages: [],
  connectionOf: () => ({ end: () => new Promise((resolve) => setTimeout(resolve, LEAVING_MS)) }),
}
