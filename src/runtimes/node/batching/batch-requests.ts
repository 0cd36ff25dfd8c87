import { oncePerTick } from './once-per-tick.ts'

type Fetch = (request: Request, bindings: object) => Response | Promise<Response>

/**
 * Delays requests until all that arrived in the same tick are parsed, and handles them as one batch.
 *
 * Each pipeline stage then runs for the whole batch while its code is in the CPU caches, and the responses are written
 * together, so that a client wakes up once.
 */
export function batchRequests(fetch: Fetch): Fetch {
  const endOfTick = oncePerTick(() => new Promise<void>((resolve) => setImmediate(resolve)))
  return async (request, bindings) => {
    await endOfTick()
    return fetch(request, bindings)
  }
}
