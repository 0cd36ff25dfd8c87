import {
  type Json,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../../compiler/document/document.ts'
import { repairExample } from '../../compiler/examples/repair.ts'
import type { ExampleValues } from '../../compiler/examples/collected-values.ts'
import { Sampler } from '../../compiler/examples/sample.ts'
import { discriminateUnions } from '../../compiler/document/discriminate-unions.ts'
import { loadRoots } from '../../compiler/validators/validators.ts'

/** A valid request body of an operation. */
export interface ValidBody {
  mediaType: string
  schema: Schema
  value: Json
}

/**
 * @param document a normalized document
 * @param preferred preferred values by property name and type
 * @returns valid bodies by operation id, for each operation that takes JSON or a form
 */
export function validBodies(
  document: OpenApiDocument,
  preferred: ExampleValues = new Map(),
): Map<string, ValidBody> {
  const tagged = discriminateUnions(document)
  const roots = Object.fromEntries(
    operationsOf(tagged).map((located) => [
      operationIdOf(located),
      bodySchemas(located.operation.requestBody?.content),
    ]),
  )
  const { ajv, reference } = loadRoots(tagged, roots, {
    strict: false,
    allErrors: true,
    verbose: true,
    discriminator: true,
    validateFormats: false,
  })
  const sampler = new Sampler(document, new Map(), preferred)
  return new Map(
    operationsOf(document).flatMap((located): [string, ValidBody][] => {
      const id = operationIdOf(located)
      const [mediaType] = Object.keys(roots[id] ?? {})
      if (mediaType === undefined) {
        return []
      }
      const schema = located.operation.requestBody?.content?.[mediaType]?.schema ?? {}
      const validator = ajv.getSchema(reference(id, mediaType))
      const valid =
        validator === undefined ? undefined : repairExample(sampler.sample(schema), validator, sampler)
      if (valid === undefined) {
        throw new Error(`cannot create a valid body for ${id}`)
      }
      return [[id, { mediaType, schema, value: valid.value }]]
    }),
  )
}

function bodySchemas(content: Record<string, { schema?: Schema }> = {}): Record<string, Schema> {
  const name = ['application/json', 'multipart/form-data'].find(
    (candidate) => content[candidate] !== undefined,
  )
  const schema = name === undefined ? undefined : content[name]?.schema
  return name === undefined || schema === undefined ? {} : { [name]: schema }
}
