import { within } from './deadline.ts'

/**
 * Has pieces of work that are about the same thing wait for each other.
 *
 * @param patience milliseconds after which a piece of work that does not end, because its client went away, is no longer
 *   waited for
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
