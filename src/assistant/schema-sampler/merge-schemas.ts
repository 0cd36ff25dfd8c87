import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, objectIn } from '../../web/json/narrow.ts'
import { schemaIn, type Subschema } from './context.ts'

type Join = (one: Json, other: Json) => Json

const higher: Join = (one, other) =>
  typeof one === 'number' && typeof other === 'number' ? Math.max(one, other) : other
const lower: Join = (one, other) =>
  typeof one === 'number' && typeof other === 'number' ? Math.min(one, other) : other
const union: Join = (one, other) => [...new Set([...listIn(one), ...listIn(other)])]
const common: Join = (one, other) => {
  const kept = new Set([other].flat().map((value) => JSON.stringify(value)))
  return [one].flat().filter((value) => kept.has(JSON.stringify(value)))
}
/** The common types; `number` includes `integer`. */
const commonTypes: Join = (one, other) => {
  const types = (value: Json) =>
    [value].flat().flatMap((type) => (type === 'number' ? ['number', 'integer'] : [type]))
  const both = types(one).filter((type) => types(other).includes(type))
  return both.includes('number') ? both.filter((type) => type !== 'integer') : both
}
const both: Join = (one, other) => mergeSchemas(schemaIn(one) ?? true, schemaIn(other) ?? true)
const eachOfBoth: Join = (one, other) => {
  const [first, second] = [objectIn(one) ?? {}, objectIn(other) ?? {}]
  const merged = Object.entries(second).map(([name, schema]): [string, Json] => [
    name,
    Object.hasOwn(first, name) ? both(first[name] ?? true, schema) : schema,
  ])
  return { ...first, ...Object.fromEntries(merged) }
}
const commonStep: Join = (one, other) =>
  typeof one === 'number' && typeof other === 'number' ? leastCommonMultiple(one, other) : other

/** How to merge two values of a keyword; for other keywords, the second value overrides the first. */
const JOINS: Readonly<Record<string, Join>> = {
  minimum: higher,
  exclusiveMinimum: higher,
  minLength: higher,
  minItems: higher,
  minProperties: higher,
  maximum: lower,
  exclusiveMaximum: lower,
  maxLength: lower,
  maxItems: lower,
  maxProperties: lower,
  multipleOf: commonStep,
  required: union,
  enum: common,
  type: commonTypes,
  properties: eachOfBoth,
  patternProperties: eachOfBoth,
  dependentSchemas: eachOfBoth,
  $defs: eachOfBoth,
  items: both,
  additionalProperties: both,
  propertyNames: both,
}

/** Keywords whose values cannot be merged; the second schema's move to `allOf`. */
const APART = ['anyOf', 'oneOf', 'not', 'if', 'pattern', '$ref', 'contains', 'const'] as const

/** @returns a schema that combines the constraints of both */
export function mergeSchemas(one: Subschema, other: Subschema): Subschema {
  if (typeof one === 'boolean' || typeof other === 'boolean') {
    return one === false || other === false ? false : one === true ? other : one
  }
  const clash = APART.some((keyword) => keyword in one && keyword in other && one[keyword] !== other[keyword])
  const kept: JsonObject = clash ? { ...other } : other
  const apart: JsonObject = {}
  if (clash) {
    for (const keyword of [...APART, 'then', 'else']) {
      const value = kept[keyword]
      if (value !== undefined) {
        apart[keyword] = value
        delete kept[keyword]
      }
    }
  }
  const merged = Object.entries(kept).map(([keyword, value]): [string, Json] => {
    const join = Object.hasOwn(one, keyword) ? JOINS[keyword] : undefined
    return [keyword, join === undefined ? value : join(one[keyword] ?? null, value)]
  })
  const parts = [...listIn(one['allOf']), ...listIn(kept['allOf']), ...(clash ? [apart] : [])]
  return { ...one, ...Object.fromEntries(merged), ...(parts.length > 0 && { allOf: parts }) }
}

function leastCommonMultiple(one: number, other: number): number {
  const scale = 10 ** Math.max(decimalsOf(one), decimalsOf(other))
  const [first, second] = [Math.round(one * scale), Math.round(other * scale)]
  let [divisor, rest] = [first, second]
  while (rest > 0) {
    ;[divisor, rest] = [rest, divisor % rest]
  }
  return divisor === 0 ? one : (first / divisor) * (second / scale)
}

/** @returns the number of decimal places */
export function decimalsOf(value: number): number {
  const [, digits = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  return Math.max(0, digits.length - Number(exponent))
}
