import type { AdapterContext } from '../operations/operation.ts'
import { asked } from './without-stream-options.ts'

/** @returns the seed of a request, which is the same for streamed and plain responses */
export function seedOf(
  operationId: string,
  { pathParameters, query, body }: Pick<AdapterContext, 'pathParameters' | 'query' | 'body'>,
): string {
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  return JSON.stringify([operationId, pathParameters, parameters, asked(body)])
}
