import type { TransformContext } from '../operations/operation.ts'
import { withoutStreamOptions } from './without-stream-options.ts'

/** @returns the seed of a request, which is the same for streamed and plain responses */
export function seedOf(
  operationId: string,
  { pathParameters, query, body }: Pick<TransformContext, 'pathParameters' | 'query' | 'body'>,
): string {
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  return JSON.stringify([operationId, pathParameters, parameters, withoutStreamOptions(body)])
}
