import { withTimeout } from './timeout.ts'

/**
 * Creates a keyed mutex: work with the same key runs sequentially.
 *
 * @param timeoutMs milliseconds after which the next work starts anyway, in case the previous client disconnected
 */
export function createMutex(timeoutMs: number) {
  const tails = new Map<string, Promise<unknown>>()
  return async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const previous = tails.get(key)
    const { promise, resolve } = Promise.withResolvers<void>()
    tails.set(key, promise)
    try {
      if (previous !== undefined) {
        await withTimeout(timeoutMs, previous)
      }
      return await work()
    } finally {
      resolve()
      if (tails.get(key) === promise) {
        tails.delete(key)
      }
    }
  }
}
