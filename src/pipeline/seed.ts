import type { AdapterContext } from '../adapters/adapter.ts'

/** @returns what an answer is about, leaving out how it is to be sent: a stream tells what a plain call answers */
export function seedOf(
  operationId: string,
  { pathParameters, query, body }: Pick<AdapterContext, 'pathParameters' | 'query' | 'body'>,
): string {
  const { stream: _, stream_options: __, ...asked } = body
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  return JSON.stringify([operationId, pathParameters, parameters, asked])
}
