import { ConnectionLost } from './connection-lost.ts'

/** The longest that a patch can make anyone wait. */
export const LONGEST_WAIT_MS = 600_000

/**
 * @param milliseconds how long to wait
 * @param signal the request's: nobody waits for a client that has left
 * @throws {ConnectionLost} when the client leaves
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
    const timer = setTimeout(finish, Math.min(milliseconds, LONGEST_WAIT_MS))
    signal.addEventListener('abort', finish)
  })
  if (signal.aborted) {
    throw new ConnectionLost('close')
  }
}
