import fc, { type Arbitrary } from 'fast-check'
import { isObject, type Json, type OpenApiDocument, type Schema } from '../../compiler/document/document.ts'
import { unionBranches, flattenSchema, schemaTypes } from './flatten-schema.ts'

/** Maximum depth at which objects have optional members. */
const MAX_OPTIONAL_DEPTH = 4

/**
 * @param document a normalized document
 * @returns a function from a schema of the document to an arbitrary of valid values
 */
export function schemaArbitrary(document: OpenApiDocument): (schema: Schema) => Arbitrary<Json> {
  const cache = new Map<Schema, Map<number, Arbitrary<Json>>>()

  const arbitraryAt = (schema: Schema, depth: number): Arbitrary<Json> => {
    const atDepth = cache.get(schema) ?? new Map<number, Arbitrary<Json>>()
    cache.set(schema, atDepth)
    // Built on demand: schemas are recursive, and the largest has thousands of parts.
    const arbitrary =
      atDepth.get(depth) ?? fc.constant(null).chain(() => build(flattenSchema(document, schema), depth))
    atDepth.set(depth, arbitrary)
    return arbitrary
  }

  const build = (schema: Schema, depth: number): Arbitrary<Json> => {
    if (schema.const !== undefined) {
      return fc.constant(schema.const)
    }
    if (schema.enum !== undefined) {
      return fc.constantFrom(...schema.enum)
    }
    const branches = unionBranches(document, schema)
    if (branches.length > 0) {
      // Deep down, only branches without members are chosen, which ends the recursion.
      const some = depth > 2 * MAX_OPTIONAL_DEPTH ? branches.filter(isScalar) : branches
      return fc.oneof(...(some.length > 0 ? some : branches).map((branch) => build(branch, depth)))
    }
    const types = schemaTypes(schema)
    return types.length === 0
      ? fc.constantFrom<Json>('anything', 1, true)
      : fc.oneof(...types.map((type) => ofType(type, schema, depth)))
  }

  const ofType = (type: string, schema: Schema, depth: number): Arbitrary<Json> => {
    switch (type) {
      case 'null':
        return fc.constant(null)
      case 'boolean':
        return fc.boolean()
      case 'integer':
        return integers(schema)
      case 'number':
        return fc.oneof(integers(schema), decimals(schema))
      case 'array':
        return arrays(schema, depth)
      case 'object':
        return objects(schema, depth)
      default:
        return strings(schema)
    }
  }

  const arrays = (schema: Schema, depth: number): Arbitrary<Json[]> => {
    const { minItems = 0, items = {} } = schema
    const maxItems = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : Infinity
    return fc.array(arbitraryAt(items, depth + 1), {
      minLength: minItems,
      maxLength: Math.min(maxItems, minItems + (depth > MAX_OPTIONAL_DEPTH ? 0 : 2)),
    })
  }

  const objects = (schema: Schema, depth: number): Arbitrary<{ [key: string]: Json }> => {
    const { properties = {}, required = [], additionalProperties } = schema
    const optional = depth > MAX_OPTIONAL_DEPTH ? [] : Object.keys(properties)
    const names = new Set([...required, ...optional])
    const model = Object.fromEntries(
      [...names].map((name) => [name, arbitraryAt(properties[name] ?? {}, depth + 1)]),
    )
    const record = fc
      .record(model, { requiredKeys: required.filter((name) => names.has(name)) })
      .map((value) => dropExcludedMember(value, schema))
    return typeof additionalProperties === 'object' && Object.keys(properties).length === 0
      ? fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), arbitraryAt(additionalProperties, depth + 1), {
          maxKeys: 3,
        })
      : record
  }

  return (schema) => arbitraryAt(schema, 0)
}

/** Handles the only form of `not` in the document: mutually exclusive members. */
function dropExcludedMember(value: { [key: string]: Json }, { not }: Schema): { [key: string]: Json } {
  const excluded = isObject(not) && Array.isArray(not['required']) ? not['required'].map(String) : []
  const [first] = excluded
  return first === undefined || !excluded.every((name) => name in value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([name]) => name !== first))
}

function isScalar(schema: Schema): boolean {
  return schemaTypes(schema).every((type) => type !== 'object' && type !== 'array')
}

function strings({ minLength = 0, maxLength = Infinity, pattern }: Schema): Arbitrary<string> {
  if (pattern !== undefined) {
    return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= maxLength)
  }
  const unit = fc.constantFrom('a', 'Z', '0', ' ', '"', '\\', '\n', 'é', '字', '\u0000', '{')
  return fc.string({ unit, minLength, maxLength: Math.min(maxLength, minLength + 12) })
}

function integers(schema: Schema): Arbitrary<number> {
  const { least, most } = inclusiveBounds(schema)
  return fc.integer({
    min: Math.ceil(Math.max(least, -1e6)),
    max: Math.floor(Math.min(most, Math.max(least, 0) + 1e6)),
  })
}

function decimals(schema: Schema): Arbitrary<number> {
  const { least, most } = inclusiveBounds(schema)
  return fc
    .double({ min: Math.max(least, -1e9), max: Math.min(most, 1e9), noNaN: true })
    .filter((value) => value > (numericBound(schema.exclusiveMinimum) ?? -Infinity))
}

/** @returns inclusive bounds */
function inclusiveBounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema) {
  const exclusiveMin = numericBound(exclusiveMinimum)
  const exclusiveMax = numericBound(exclusiveMaximum)
  return {
    least: Math.max(
      minimum ?? -Infinity,
      exclusiveMin === undefined ? -Infinity : Math.floor(exclusiveMin) + 1,
    ),
    most: Math.min(maximum ?? Infinity, exclusiveMax === undefined ? Infinity : Math.ceil(exclusiveMax) - 1),
  }
}

function numericBound(bound: number | boolean | undefined): number | undefined {
  return typeof bound === 'number' ? bound : undefined
}
