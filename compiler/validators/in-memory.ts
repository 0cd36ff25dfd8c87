import type { CompiledValidator, RequestValidators } from '../../src/catalogue/contract.ts'
import { type OpenApiDocument, operationIdOf, operationsOf } from '../document/document.ts'
import { mapValues } from '../records.ts'
import {
  loadRoots,
  type PreparedRequests,
  requestRoots,
  type Roots,
  RUNTIME_OPTIONS,
  TEXT_OPTIONS,
} from './validators.ts'

/**
 * Compiles request validators for this process; equivalent to the generated ones, without bundling.
 *
 * @param prepared result of `prepareRequests`
 * @returns validators by operation id
 * @throws {Error} if a schema cannot be compiled
 */
export function requestValidatorsInMemory(prepared: PreparedRequests): Record<string, RequestValidators> {
  const { bodies, texts } = requestRoots(prepared)
  const bodyValidators = compile(prepared.bodies, bodies, RUNTIME_OPTIONS)
  const textValidators = compile(prepared.texts, texts, TEXT_OPTIONS)
  const ids = operationsOf(prepared.texts).map(operationIdOf)
  return Object.fromEntries(ids.map((id) => [id, { ...bodyValidators[id], ...textValidators[id] }]))
}

function compile(
  prepared: OpenApiDocument,
  roots: Roots,
  options: typeof RUNTIME_OPTIONS,
): Record<string, Record<string, CompiledValidator>> {
  const { ajv, reference } = loadRoots(prepared, roots, options)
  return mapValues(roots, (slots, id) =>
    mapValues(slots, (_, slot) => {
      const validator = ajv.getSchema(reference(id, slot))
      if (validator === undefined) {
        throw new Error(`no schema was compiled for the ${slot} of ${id}`)
      }
      return validator
    }),
  )
}
