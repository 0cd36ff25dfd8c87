import { perTurn } from './per-turn.ts'

type Fetch = (request: Request, bindings: object) => Response | Promise<Response>

/**
 * Holds requests back until all that have come in together are here, so that they go through the stages side by side: a
 * stage's code is in the processor's caches for all of them then, and their answers go out one right after the other, to a
 * client that the first of them has woken up.
 *
 * @param fetch answers requests
 */
export function atEndOfTurn(fetch: Fetch): Fetch {
  const endOfTurn = perTurn(() => new Promise<void>((resolve) => setImmediate(resolve)))
  return async (request, bindings) => {
    await endOfTurn()
    return fetch(request, bindings)
  }
}
