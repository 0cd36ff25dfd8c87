/** How a connection ends before its time: by a TCP reset (RFC 9293, section 3.5.2), or by closing it. */
export type Breakage = 'reset' | 'close'

/** The connection below one answer. */
export interface Connection {
  /**
   * Ends the connection once what was written has left. Whatever else is written reaches nobody.
   *
   * @returns when it has ended
   */
  end(how: Breakage): Promise<void>
}

/** What a runtime can do to connections; each entry says it for its own. */
export interface Delivery {
  /** How it can end a connection before the first byte of an answer. */
  breakages: readonly Breakage[]
  /** @param bindings what the entry gave to `app.fetch` beside the request */
  connectionOf: (bindings: unknown) => Connection
}

/** What was written leaves in this time, where nobody can tell: a body that fails at once takes it along. */
const LEAVING_MS = 50

/** Where there is no way to the connection, as on Workers, a body that fails still cuts an answer short. */
export const OUT_OF_REACH: Delivery = {
  breakages: [],
  connectionOf: () => ({ end: () => new Promise((resolve) => setTimeout(resolve, LEAVING_MS)) }),
}
