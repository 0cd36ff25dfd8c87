import { vi } from 'vitest'

/** Maps the milliseconds of a timer to those that it shall wait. */
type ReplaceWait = (milliseconds: number, callback: () => void) => number

/**
 * Ends a wait of less than ten seconds at once. Longer ones are timeouts, which must not run out in a test. Callbacks with
 * names belong to `fetch`, which counts the turns of its timers.
 */
export const endWait: ReplaceWait = (milliseconds, { name }) =>
  name === '' && milliseconds < 10_000 ? 0 : milliseconds

/**
 * Replaces `setTimeout` with one that waits for another time, until `vi.unstubAllGlobals()`.
 *
 * @returns the requested waits, in milliseconds; grows with each call
 */
export function skipWaits(replace = endWait): number[] {
  const waits: number[] = []
  const original = globalThis.setTimeout
  vi.stubGlobal('setTimeout', (callback: () => void, milliseconds = 0, ...rest: []) => {
    waits.push(milliseconds)
    return original(callback, replace(milliseconds, callback), ...rest)
  })
  return waits
}

/** Lets everything run that waits for nothing but its turn: a hundred turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
}
