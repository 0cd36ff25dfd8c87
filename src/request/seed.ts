import type { JsonObject } from '../web/json/json.ts'
import { withoutStreamOptions } from './without-stream-options.ts'

/** The parts of a request that its seed depends on. */
export interface SeededRequest {
  pathParameters: Readonly<Record<string, string>>
  query: URLSearchParams
  body: JsonObject
}

/** @returns the seed of a request, which is the same for streamed and plain responses */
export function seedOf(operationId: string, { pathParameters, query, body }: SeededRequest): string {
  const parameters = [...query].filter(([name]) => name !== 'stream' && name !== 'starting_after')
  return JSON.stringify([operationId, pathParameters, parameters, withoutStreamOptions(body)])
}
