import { catalogue } from '../src/generated/catalogue.js'
import { createRouter, type Router } from '../src/catalogue/router.ts'

const TURNS = 21
const CALLS_PER_TURN = 20_000

/** Minimum time to route a chat completion, in microseconds. */
export interface RoutingResult {
  amongAll: number
  alone: number
}

/** Compares routing among all operations of the document with routing to a single one. */
export function measureRouting(): RoutingResult {
  const all = createRouter(catalogue.routes, catalogue.basePaths)
  const chat = catalogue.routes.filter(({ id }) => id === 'createChatCompletion')
  const one = createRouter(chat, catalogue.basePaths)
  const times: Record<'amongAll' | 'alone', number[]> = { amongAll: [], alone: [] }
  for (let turn = 0; turn < TURNS; turn += 1) {
    times.amongAll.push(microseconds(all))
    times.alone.push(microseconds(one))
  }
  return { amongAll: Math.min(...times.amongAll), alone: Math.min(...times.alone) }
}

function microseconds(router: Router): number {
  const query = new URLSearchParams()
  const began = performance.now()
  for (let call = 0; call < CALLS_PER_TURN; call += 1) {
    router('POST', '/v1/chat/completions', query)
  }
  return ((performance.now() - began) / CALLS_PER_TURN) * 1000
}
