import { within } from './timeout.ts'

/**
 * Creates a keyed mutex: work with the same key runs sequentially.
 *
 * @param patience milliseconds after which the next work starts anyway, in case the previous client disconnected
 */
export function oneAtATime(patience: number) {
  const last = new Map<string, Promise<unknown>>()
  return async <Result>(about: string, work: () => Promise<Result>): Promise<Result> => {
    const before = last.get(about)
    const { promise, resolve } = Promise.withResolvers<void>()
    last.set(about, promise)
    try {
      if (before !== undefined) {
        await within(patience, before)
      }
      return await work()
    } finally {
      resolve()
      if (last.get(about) === promise) {
        last.delete(about)
      }
    }
  }
}
