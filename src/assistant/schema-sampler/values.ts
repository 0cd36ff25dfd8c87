import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'
import type { Subschema } from './context.ts'

/**
 * @returns the values of `const` or `enum` that `type` and `not` allow; undefined if the schema has neither
 */
export function allowedValues(schema: JsonObject): Json[] | undefined {
  const listed = 'const' in schema ? [schema['const'] ?? null] : asArray(schema['enum'])
  if (listed.length === 0) {
    return undefined
  }
  const negated = asObject(schema['not']) ?? {}
  const excludedValues = [
    ...('const' in negated ? [negated['const'] ?? null] : []),
    ...asArray(negated['enum']),
  ]
  const types = [schema['type'] ?? []].flat()
  return listed.filter(
    (value) =>
      (types.length === 0 || types.some((type) => isOfType(value, type))) &&
      !excludedValues.some((other) => JSON.stringify(other) === JSON.stringify(value)),
  )
}

/** @returns false for a branch that obviously matches no value */
export function isSatisfiable(branch: Subschema): boolean {
  return branch === true || (branch !== false && allowedValues(branch)?.length !== 0)
}

function isOfType(value: Json, type: Json): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return asObject(value) !== undefined
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === type
  }
}
