import { type OpenApiDocument, resolveSchema, type Schema } from '../../compiler/document/document.ts'

/**
 * @param document a normalized document
 * @param schema a schema of the document
 * @returns the schema with its reference resolved and its `allOf` merged
 */
export function flattenSchema(document: OpenApiDocument, schema: Schema): Schema {
  const { allOf = [], ...own } = resolveSchema(document, schema)
  return allOf.map((part) => flattenSchema(document, part)).reduce(mergeSchemas, own)
}

/** @returns the branches of a union, each merged with the keywords beside it; empty without a union */
export function unionBranches(document: OpenApiDocument, schema: Schema): Schema[] {
  const { anyOf, oneOf, ...siblings } = schema
  return (anyOf ?? oneOf ?? [])
    .map((branch) => mergeSchemas(siblings, flattenSchema(document, branch)))
    .filter(({ type }) => !Array.isArray(type) || type.length > 0)
}

/** @returns true if the schema accepts only null */
export function acceptsOnlyNull(schema: Schema): boolean {
  const types = schemaTypes(schema)
  return types.length > 0 && types.every((type) => type === 'null')
}

/** @returns the types of a schema as a list */
export function schemaTypes({ type, properties }: Schema): string[] {
  return [type ?? (properties === undefined ? [] : 'object')].flat()
}

function mergeSchemas(one: Schema, other: Schema): Schema {
  const properties = { ...one.properties }
  for (const [name, property] of Object.entries(other.properties ?? {})) {
    const known = properties[name]
    properties[name] = known === undefined ? property : { allOf: [known, property] }
  }
  const required = [...(one.required ?? []), ...(other.required ?? [])]
  return {
    ...one,
    ...other,
    ...(one.type !== undefined && other.type !== undefined && { type: intersectTypes(one, other) }),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  }
}

function intersectTypes(one: Schema, other: Schema): string[] {
  const types = schemaTypes(other)
  return schemaTypes(one).flatMap((type) =>
    types.includes(type) ? [type] : type === 'number' && types.includes('integer') ? ['integer'] : [],
  )
}
