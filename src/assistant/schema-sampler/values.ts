import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import { spendSteps, type Subschema } from './context.ts'

/** Steps to compare a listed value with a type or an excluded value. */
const STEPS_PER_VALUE = 50

/**
 * @returns the values of `const` or `enum` that `type` and `not` allow, or all of them if the budget is spent; undefined
 *   if the schema has neither
 */
export function allowedValues(schema: JsonObject, work: RequestBudget): Json[] | undefined {
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
  if (!spendSteps(work, STEPS_PER_VALUE * (excludedValues.length + listed.length * (1 + types.length)))) {
    return listed
  }
  const excluded = new Set(excludedValues.map((value) => JSON.stringify(value)))
  return listed.filter(
    (value) =>
      (types.length === 0 || types.some((type) => isOfType(value, type))) &&
      !(excluded.size > 0 && excluded.has(JSON.stringify(value))),
  )
}

/** @returns false for a branch that obviously matches no value */
export function isSatisfiable(branch: Subschema, work: RequestBudget): boolean {
  return branch === true || (branch !== false && allowedValues(branch, work)?.length !== 0)
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
