import type { Call } from './call.ts'
import { withoutStreamOptions } from './without-stream-options.ts'

/** The parts of a request that its seed depends on. */
export type SeededRequest = Pick<Call, 'route' | 'pathParameters' | 'query' | 'body'>

/** @returns the seed of a request, which is the same for streamed and plain responses */
export function seedOf({ route, pathParameters, query, body }: SeededRequest): string {
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  return JSON.stringify([route.id, pathParameters, parameters, withoutStreamOptions(body)])
}
