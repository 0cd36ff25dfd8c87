import { isObject, type Json, type OpenApiDocument, resolveSchema, type Schema } from './document.ts'
import { commonPropertiesOf } from './properties.ts'
import { unionOf } from './unions.ts'

/** Maximum depth of a comparison; deeper schemas count as incompatible. */
const MAX_COMPARISON_DEPTH = 14

/**
 * Compares two schemas, ignoring null.
 *
 * @param document the document in which references are resolved
 * @param expected the schema that has to accept the values
 * @param compared the schema of the values, and the depth of the comparison (0 for the first call)
 * @returns true if every value of `schema` except null is valid for `expected`; false if in doubt
 */
export function isAssignable(
  document: OpenApiDocument,
  expected: Schema,
  { schema, depth }: { schema: Schema; depth: number },
): boolean {
  if (expected.$ref !== undefined && expected.$ref === schema.$ref) {
    return true
  }
  if (depth > MAX_COMPARISON_DEPTH) {
    return false
  }
  const to = resolveSchema(document, unwrapAllOf(expected))
  const from = resolveSchema(document, unwrapAllOf(schema))
  if (to === from) {
    return true
  }
  const branches = unionOf(from)
  if (branches !== undefined) {
    const real = branches.filter(({ type }) => type !== 'null')
    return real.every((branch) => isAssignable(document, to, { schema: branch, depth: depth + 1 }))
  }
  const targets = unionOf(to)
  if (targets !== undefined) {
    return targets.some((target) => isAssignable(document, target, { schema: from, depth: depth + 1 }))
  }
  const [fromType] = typesOf(from)
  if (fromType === undefined || !allowsType(to, fromType)) {
    return typesOf(to).length === 0 && Object.keys(to).every((keyword) => keyword === 'description')
  }
  switch (fromType) {
    case 'string':
      return to.enum === undefined || isSubset(to.enum, from.enum)
    case 'array':
      return (
        to.items === undefined ||
        isAssignable(document, to.items, { schema: from.items ?? {}, depth: depth + 1 })
      )
    case 'object':
      return isObjectAssignable(document, to, { schema: from, depth })
    default:
      return true
  }
}

function isObjectAssignable(
  document: OpenApiDocument,
  to: Schema,
  { schema: from, depth }: { schema: Schema; depth: number },
): boolean {
  const toProperties = commonPropertiesOf(document, to)
  const fromProperties = commonPropertiesOf(document, from)
  const required = to.required ?? []
  return (
    required.every((name) => from.required?.includes(name) === true) &&
    Object.entries(fromProperties).every(([name, property]) => {
      const target = toProperties[name]
      return target === undefined
        ? to.additionalProperties !== false
        : isAssignable(document, target, { schema: property, depth: depth + 1 })
    }) &&
    (from.additionalProperties === undefined || to.additionalProperties !== false) &&
    (!isObject(to.additionalProperties) || isObject(from.additionalProperties))
  )
}

/** Unwraps an `allOf` around a single reference, which the document uses to add a description. */
function unwrapAllOf(schema: Schema): Schema {
  const parts = (schema.allOf ?? []).filter((part) =>
    Object.keys(part).some((name) => name !== 'description'),
  )
  const [only] = parts
  return only !== undefined && parts.length === 1 && schema.properties === undefined
    ? unwrapAllOf(only)
    : schema
}

/** True if the schema allows the type; integers are numbers. */
function allowsType(schema: Schema, type: string): boolean {
  const types = typesOf(schema)
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

/** @returns the JSON types that a schema names, without null */
export function typesOf(schema: Schema): string[] {
  const types = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat()
  return types.filter((type) => type !== 'null')
}

function isSubset(values: Json[], subset: Json[] | undefined): boolean {
  return subset !== undefined && subset.every((value) => value === null || values.includes(value))
}
