import type { Breakage } from './connection.ts'

/**
 * Thrown if the connection ends before the response is complete.
 *
 * Equals the error that `fetch` rejects with in that case (Fetch standard, "network error"), so that an in-process mock
 * behaves like a server.
 */
export class ConnectionLost extends TypeError {
  override name = 'TypeError'
  readonly how: Breakage

  /**
   * @param how how the connection ends
   * @param when before the response starts, or within its body
   */
  constructor(how: Breakage, when: 'before' | 'within' = 'before') {
    super(when === 'before' ? 'fetch failed' : 'terminated', {
      cause: Object.assign(new Error(REASONS[how].message), { code: REASONS[how].code }),
    })
    this.how = how
  }
}

/** Messages and codes of Node's own errors. */
const REASONS: Record<Breakage, { message: string; code: string }> = {
  reset: { message: 'read ECONNRESET', code: 'ECONNRESET' },
  close: { message: 'other side closed', code: 'UND_ERR_SOCKET' },
}
