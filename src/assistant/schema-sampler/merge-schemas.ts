import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject } from '../../web/json/narrow.ts'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import { asSchema, spendSteps, type Subschema } from './context.ts'

type MergeValues = (one: Json, other: Json, work: RequestBudget) => Json

const maxOf: MergeValues = (one, other) =>
  typeof one === 'number' && typeof other === 'number' ? Math.max(one, other) : other
const minOf: MergeValues = (one, other) =>
  typeof one === 'number' && typeof other === 'number' ? Math.min(one, other) : other
const unionOf: MergeValues = (one, other) => [...new Set([...asArray(one), ...asArray(other)])]
const intersectionOf: MergeValues = (one, other) => {
  const kept = new Set([other].flat().map((value) => JSON.stringify(value)))
  return [one].flat().filter((value) => kept.has(JSON.stringify(value)))
}
/** The common types; `number` includes `integer`. */
const commonTypes: MergeValues = (one, other) => {
  const types = (value: Json) =>
    [value].flat().flatMap((type) => (type === 'number' ? ['number', 'integer'] : [type]))
  const others = new Set(types(other))
  const shared = types(one).filter((type) => others.has(type))
  return shared.includes('number') ? shared.filter((type) => type !== 'integer') : shared
}
const mergeSubschemas: MergeValues = (one, other, work) =>
  mergeSchemas(asSchema(one) ?? true, asSchema(other) ?? true, work)
const mergeProperties: MergeValues = (one, other, work) => {
  const [first, second] = [asObject(one) ?? {}, asObject(other) ?? {}]
  const merged = Object.entries(second).map(([name, schema]): [string, Json] => [
    name,
    Object.hasOwn(first, name) ? mergeSubschemas(first[name] ?? true, schema, work) : schema,
  ])
  return { ...first, ...Object.fromEntries(merged) }
}
const commonMultiple: MergeValues = (one, other) =>
  typeof one === 'number' && typeof other === 'number' ? leastCommonMultiple(one, other) : other

/** How to merge two values of a keyword; for other keywords, the second value overrides the first. */
const KEYWORD_MERGES: Readonly<Record<string, MergeValues>> = {
  minimum: maxOf,
  exclusiveMinimum: maxOf,
  minLength: maxOf,
  minItems: maxOf,
  minProperties: maxOf,
  maximum: minOf,
  exclusiveMaximum: minOf,
  maxLength: minOf,
  maxItems: minOf,
  maxProperties: minOf,
  multipleOf: commonMultiple,
  required: unionOf,
  enum: intersectionOf,
  type: commonTypes,
  properties: mergeProperties,
  patternProperties: mergeProperties,
  dependentSchemas: mergeProperties,
  $defs: mergeProperties,
  items: mergeSubschemas,
  additionalProperties: mergeSubschemas,
  propertyNames: mergeSubschemas,
}

/** Keywords whose values cannot be merged; the second schema's move to `allOf`. */
const UNMERGEABLE = ['anyOf', 'oneOf', 'not', 'if', 'pattern', '$ref', 'contains', 'const'] as const

/** Steps to merge two schemas, and to copy or compare one member or item. */
const STEPS_PER_MERGE = 500
const STEPS_PER_MEMBER = 30

/** @returns a schema that combines the constraints of both; only those of the first if the budget is spent */
export function mergeSchemas(one: Subschema, other: Subschema, work: RequestBudget): Subschema {
  if (typeof one === 'boolean' || typeof other === 'boolean') {
    return one === false || other === false ? false : one === true ? other : one
  }
  if (
    work.steps.isSpent ||
    !spendSteps(work, STEPS_PER_MERGE + STEPS_PER_MEMBER * (memberCount(one) + memberCount(other)))
  ) {
    return one
  }
  const hasConflict = UNMERGEABLE.some(
    (keyword) => keyword in one && keyword in other && one[keyword] !== other[keyword],
  )
  const mergeable: JsonObject = hasConflict ? { ...other } : other
  const separate: JsonObject = {}
  if (hasConflict) {
    for (const keyword of [...UNMERGEABLE, 'then', 'else']) {
      const value = mergeable[keyword]
      if (value !== undefined) {
        separate[keyword] = value
        delete mergeable[keyword]
      }
    }
  }
  const merged = Object.entries(mergeable).map(([keyword, value]): [string, Json] => {
    const merge = Object.hasOwn(one, keyword) ? KEYWORD_MERGES[keyword] : undefined
    return [keyword, merge === undefined ? value : merge(one[keyword] ?? null, value, work)]
  })
  const parts = [...asArray(one['allOf']), ...asArray(mergeable['allOf']), ...(hasConflict ? [separate] : [])]
  return { ...one, ...Object.fromEntries(merged), ...(parts.length > 0 && { allOf: parts }) }
}

/** @returns the number of members of a schema and of the lists and maps in it */
function memberCount(schema: JsonObject): number {
  return Object.values(schema).reduce<number>(
    (count, value) =>
      count + 1 + (Array.isArray(value) ? value.length : Object.keys(asObject(value) ?? {}).length),
    0,
  )
}

function leastCommonMultiple(one: number, other: number): number {
  const scale = 10 ** Math.max(decimalPlaces(one), decimalPlaces(other))
  const [first, second] = [Math.round(one * scale), Math.round(other * scale)]
  let [divisor, rest] = [first, second]
  while (rest > 0) {
    ;[divisor, rest] = [rest, divisor % rest]
  }
  return divisor === 0 ? one : (first / divisor) * (second / scale)
}

/** @returns the number of decimal places */
export function decimalPlaces(value: number): number {
  const [, digits = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  return Math.max(0, digits.length - Number(exponent))
}
