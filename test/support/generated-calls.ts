import fc from 'fast-check'
import type { OpenApiDocument } from '../../compiler/document/document.ts'
import { jsonOperations } from './json-operations.ts'
import { listMutations } from './mutations.ts'
import type { GeneratedCall } from './operation-call.ts'
import { expectedError } from './service-errors.ts'

/** Maximum number of mutations of one value that are sent to workerd. */
const MAX_MUTATIONS = 6

/**
 * @param document a normalized document
 * @param numRuns the number of values per operation
 * @returns valid requests, each with some mutations of it, as plain data for a runtime without a file system
 */
export function generateCalls(document: OpenApiDocument, numRuns: number): GeneratedCall[] {
  return jsonOperations(document).flatMap(({ id, schema, bodies, callWith }) =>
    fc.sample(bodies, numRuns).flatMap((body) => [
      { call: callWith(body) },
      ...listMutations(document, schema, body)
        .slice(-MAX_MUTATIONS)
        .map((mutation) => ({
          call: callWith(mutation.value),
          error: expectedError(id, mutation),
        })),
    ]),
  )
}
