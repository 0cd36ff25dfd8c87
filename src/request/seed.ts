import type { Call } from './call.ts'
import { withoutStreamOptions } from './without-stream-options.ts'

/** The parts of a request that its seed depends on. */
export type SeededRequest = Pick<Call, 'route' | 'pathParameters' | 'query' | 'body'>

/**
 * @param repetition how many identical creations came before
 * @returns the seed of a request, which is the same for streamed and plain responses
 */
export function seedOf({ route, pathParameters, query, body }: SeededRequest, repetition = 0): string {
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  const seed = JSON.stringify([route.id, pathParameters, parameters, withoutStreamOptions(body)])
  return repetition === 0 ? seed : `${seed}#${repetition}`
}
