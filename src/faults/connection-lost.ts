import type { Breakage } from './delivery.ts'

/**
 * The connection ends before the answer does. It is what `fetch` rejects with when that happens to a client (Fetch
 * standard, "network error"), so that a mock in the same process looks the same.
 */
export class ConnectionLost extends TypeError {
  override name = 'TypeError'
  readonly how: Breakage

  /**
   * @param how what the client meets
   * @param when before the answer began, or in its body
   */
  constructor(how: Breakage, when: 'before' | 'within' = 'before') {
    super(when === 'before' ? 'fetch failed' : 'terminated', {
      cause: Object.assign(new Error(REASONS[how].message), { code: REASONS[how].code }),
    })
    this.how = how
  }
}

/** As Node names them. */
const REASONS: Record<Breakage, { message: string; code: string }> = {
  reset: { message: 'read ECONNRESET', code: 'ECONNRESET' },
  close: { message: 'other side closed', code: 'UND_ERR_SOCKET' },
}
