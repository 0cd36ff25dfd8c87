import type { Diagnostics } from './diagnostics.ts'
import {
  HTTP_METHODS,
  isObject,
  type Json,
  type OpenApiDocument,
  type OperationObject,
  type Parameter,
  referencedSchema,
  type Schema,
} from './document.ts'
import { withBoundedEffort } from './patterns.ts'
import { mapDocumentSchemas, mapSchema, mapValues } from './schemas.ts'

/**
 * Turns every schema into plain JSON Schema 2020-12, the dialect of OpenAPI 3.1. OpenAI's document says it is 3.1, yet
 * keeps 3.0 keywords that a validator refuses or ignores: `nullable`, boolean `exclusiveMinimum`, `$recursiveRef`.
 *
 * @param document left as it was
 * @param diagnostics gets an error for each reference that leads nowhere
 */
export function normalise(document: OpenApiDocument, diagnostics: Diagnostics): OpenApiDocument {
  const known = document.components?.schemas ?? {}
  return mapDocumentSchemas(inlineComponents(document, diagnostics), (root, pointer) =>
    mapSchema(root, (schema) => {
      const plain = withBoundedEffort(withPlainKeywords(schema, pointer), pointer, diagnostics)
      const target = plain.$ref === undefined ? undefined : referencedSchema(plain)
      if (plain.$ref !== undefined && (target === undefined || !Object.hasOwn(known, target))) {
        const message = `${plain.$ref} leads nowhere; only references to #/components/schemas are followed`
        diagnostics.add({ severity: 'error', stage: 'normalise', pointer, message })
      }
      return plain
    }),
  )
}

/**
 * Puts parameters, request bodies and responses that operations refer to in place of the references, and the parameters
 * of a path into each of its operations, so that later stages meet references in schemas only.
 */
function inlineComponents(document: OpenApiDocument, diagnostics: Diagnostics): OpenApiDocument {
  const inline = <T>(value: T, pointer: string): T => {
    if (!isObject(value) || typeof value['$ref'] !== 'string') {
      return value
    }
    const [, , kind, name] = value['$ref'].split('/')
    const components = document.components?.[kind ?? '']
    if (value['$ref'].startsWith('#/components/') && isObject(components) && name && name in components) {
      return inline(components[name] as T, pointer)
    }
    diagnostics.add({
      severity: 'error',
      stage: 'normalise',
      pointer,
      message: `${value['$ref']} leads nowhere`,
    })
    return value
  }
  const keyOf = (parameter: Parameter) => `${parameter.in} ${parameter.name}`
  return {
    ...document,
    paths: mapValues(document.paths, (item, path) => {
      const { parameters, ...operations } = (item ?? {}) as { parameters?: Parameter[] }
      const onlyMethods = Object.fromEntries(
        Object.entries(operations as Record<string, OperationObject>).filter(([key]) =>
          HTTP_METHODS.includes(key),
        ),
      )
      return mapValues(onlyMethods, (operation, method) => {
        const pointer = `/paths/${path.replaceAll('/', '~1')}/${method}`
        const merged = new Map(
          [...(parameters ?? []), ...(operation.parameters ?? [])]
            .map((parameter) => inline(parameter, pointer))
            .map((parameter) => [keyOf(parameter), parameter]),
        )
        return {
          ...operation,
          parameters: [...merged.values()],
          ...(operation.requestBody && { requestBody: inline(operation.requestBody, pointer) }),
          responses: mapValues(operation.responses ?? {}, (response) => inline(response, pointer)),
        }
      })
    }),
  }
}

function withPlainKeywords(schema: Schema, pointer: string): Schema {
  const { nullable, $recursiveRef, $recursiveAnchor, ...rest } = schema
  const plain = withPlainBounds(rest)
  if ($recursiveRef !== undefined) {
    plain.$ref = `#${componentOf(pointer)}`
  }
  return nullable === true ? orNull(plain) : plain
}

/** `exclusiveMinimum: true` beside `minimum` was OpenAPI 3.0; JSON Schema has the bound itself, in place of the other. */
function withPlainBounds(schema: Schema): Schema {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema
  return {
    ...rest,
    ...boundOf('minimum', 'exclusiveMinimum', { bound: minimum, exclusive: exclusiveMinimum }),
    ...boundOf('maximum', 'exclusiveMaximum', { bound: maximum, exclusive: exclusiveMaximum }),
  }
}

function boundOf(
  inclusiveName: string,
  exclusiveName: string,
  { bound, exclusive }: { bound: number | undefined; exclusive: number | boolean | undefined },
): Schema {
  if (exclusive === true && bound !== undefined) {
    return { [exclusiveName]: bound }
  }
  return {
    ...(bound !== undefined && { [inclusiveName]: bound }),
    ...(typeof exclusive === 'number' && { [exclusiveName]: exclusive }),
  }
}

function orNull(schema: Schema): Schema {
  if (schema.type !== undefined) {
    const types = [schema.type].flat()
    return {
      ...schema,
      type: types.includes('null') ? types : [...types, 'null'],
      ...(schema.enum && { enum: withNull(schema.enum) }),
    }
  }
  for (const union of ['anyOf', 'oneOf'] as const) {
    const branches = schema[union]
    if (branches !== undefined) {
      const allowsNull = branches.some((branch) => [branch.type].flat().includes('null'))
      return allowsNull ? schema : { ...schema, [union]: [...branches, { type: 'null' }] }
    }
  }
  const { $ref, allOf, ...annotations } = schema
  if ($ref !== undefined || allOf !== undefined) {
    const constraint: Schema = { ...($ref && { $ref }), ...(allOf && { allOf }) }
    return { ...annotations, anyOf: [constraint, { type: 'null' }] }
  }
  return schema
}

function withNull(values: Json[]): Json[] {
  return values.includes(null) ? values : [...values, null]
}

function componentOf(pointer: string): string {
  return pointer.split('/').slice(0, 4).join('/')
}
