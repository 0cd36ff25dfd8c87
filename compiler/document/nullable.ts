import type { Json, Schema } from './document.ts'

/**
 * @param schema a schema (not mutated)
 * @returns a schema that also accepts null; the same schema if it has neither type, union, reference nor `allOf`
 */
export function allowNull(schema: Schema): Schema {
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
