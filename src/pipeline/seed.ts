import type { AdapterContext } from '../adapters/adapter.ts'
import { asked } from '../adapters/asked.ts'

/** @returns what an answer is about, leaving out how it is to be sent */
export function seedOf(
  operationId: string,
  { pathParameters, query, body }: Pick<AdapterContext, 'pathParameters' | 'query' | 'body'>,
): string {
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  return JSON.stringify([operationId, pathParameters, parameters, asked(body)])
}
