import type { CompiledValidator, RequestValidators } from '../src/catalogue/types.ts'
import { type OpenApiDocument, operationIdOf, operationsOf } from './document.ts'
import { mapValues } from './schemas.ts'
import { loadRoots, requestRoots, type Roots, RUNTIME_OPTIONS, TEXT_OPTIONS } from './validators.ts'

/**
 * Compiles the validators of requests for this process only; the same as the generated ones, without the bundler.
 *
 * @param prepared what `prepareForValidation` returned
 * @returns operation id to validators
 * @throws {Error} when a schema cannot be compiled
 */
export function requestValidatorsInMemory(prepared: OpenApiDocument): Record<string, RequestValidators> {
  const { bodies, texts } = requestRoots(prepared)
  const ofBodies = compile(prepared, bodies, RUNTIME_OPTIONS)
  const ofTexts = compile(prepared, texts, TEXT_OPTIONS)
  const ids = operationsOf(prepared).map(operationIdOf)
  return Object.fromEntries(ids.map((id) => [id, { ...ofBodies[id], ...ofTexts[id] }]))
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
        throw new Error(`the schema of ${id}'s ${slot} cannot be found`)
      }
      return validator
    }),
  )
}
