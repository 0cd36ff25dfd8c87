import { catalogue } from '../src/generated/catalogue.js'
import { createRouter, type Router } from '../src/pipeline/route.ts'

const TURNS = 21
const CALLS_A_TURN = 20_000

/** Microseconds that it takes to find the operation of a chat completion, when nothing disturbs it. */
export interface RoutingResult {
  amongAll: number
  alone: number
}

/** Compares finding one operation among all of the document with finding it where there is no other. */
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
  for (let call = 0; call < CALLS_A_TURN; call += 1) {
    router('POST', '/v1/chat/completions', query)
  }
  return ((performance.now() - began) / CALLS_A_TURN) * 1000
}
