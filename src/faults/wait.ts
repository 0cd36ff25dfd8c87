import { ConnectionLost } from '../web/http/connection-lost.ts'
import { MAX_DELAY_MS } from '../web/limits/timeout.ts'

/**
 * Waits, but at most {@link MAX_DELAY_MS}.
 *
 * @param signal the signal of the request
 * @throws {ConnectionLost} if the client disconnects
 */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const finish = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, Math.min(milliseconds, MAX_DELAY_MS))
    signal.addEventListener('abort', finish)
  })
  if (signal.aborted) {
    throw new ConnectionLost('close')
  }
}
