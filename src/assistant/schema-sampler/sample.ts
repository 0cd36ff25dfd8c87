import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { sampleArray } from './arrays.ts'
import { mergeSchemas } from './merge-schemas.ts'
import { sampleNumber } from './numbers.ts'
import { sampleObject } from './objects.ts'
import {
  shouldTerminate,
  shouldVary,
  type SampleContext,
  asSchema,
  asSchemas,
  spendOutput,
  spendSteps,
  type Subschema,
} from './context.ts'
import { resolveReference } from './references.ts'
import { MAX_LENGTH, sampleString } from './strings.ts'
import { isSatisfiable, allowedValues } from './values.ts'

/** Depth limit for deep schemas without recursion. */
const MAX_TOTAL_DEPTH = 48

/** Steps to sample a value, to compare it with one reference, and to search for one listed value in the prompt. */
const STEPS_PER_VALUE = 1000
const STEPS_PER_REFERENCE = 2
const STEPS_PER_CHOICE = 300

/** Steps to generate, count and compare one character of a string with a minimum length. */
const STEPS_PER_CHARACTER = 20

/** Input of a sampled value. */
export interface RootOptions extends Pick<SampleContext, 'source' | 'random' | 'root' | 'maxDepth' | 'work'> {
  /** Maximum number of steps, which bounds infinite schemas. */
  maxSteps: number
  attempt?: number
  /** The property that gets the value, if any. */
  name?: string
}

/** @returns the context of a whole value */
export function rootContext({ maxSteps, attempt = 0, name = '', ...shared }: RootOptions): SampleContext {
  return {
    ...shared,
    budget: { left: maxSteps },
    attempt,
    name,
    owner: '',
    depth: 0,
    level: 0,
    references: [],
    sample,
  }
}

/** @returns a value for the schema, without validating it */
export function sample(schema: Subschema, context: SampleContext): Json {
  context.budget.left -= 1
  if (
    typeof schema === 'boolean' ||
    context.depth > MAX_TOTAL_DEPTH ||
    context.budget.left < 0 ||
    !spendSteps(context.work, STEPS_PER_VALUE + STEPS_PER_REFERENCE * context.references.length)
  ) {
    return schema === true ? context.source.anything(context) : null
  }
  const complete = context.source.complete(schema, context)
  if (complete !== undefined) {
    return complete
  }
  const reference = asString(schema['$ref'])
  if (reference !== undefined) {
    return sampleReference(reference, schema, context)
  }
  if (Array.isArray(schema['allOf'])) {
    return sampleAllOf(schema, context)
  }
  const branches = asSchemas(schema['anyOf'] ?? schema['oneOf'])
  if (branches.length > 0) {
    return sampleUnion(schema, branches, context)
  }
  const conditional = applyConditions(schema, context)
  if (conditional !== undefined) {
    return sample(conditional, nested(context))
  }
  const values = allowedValues(schema, context.work)
  return values === undefined ? sampleType(schema, context) : chooseValue(values, schema, context)
}

/** Chooses a listed value, or null if the budget has no room for it. */
function chooseValue(values: Json[], schema: JsonObject, context: SampleContext): Json {
  if (!spendSteps(context.work, STEPS_PER_CHOICE * values.length)) {
    return null
  }
  const others = values.filter((value) => value !== null)
  const mayBeNull = others.length > 0 && others.length < values.length
  if (mayBeNull && !shouldVary(context) && context.source.prefersNull(schema, context)) {
    return null
  }
  const chosen = context.source.choose(mayBeNull ? others : values, schema, context)
  return spendOutput(context.work, jsonLength(chosen)) ? chosen : null
}

/** Cached lengths of listed values, which a schema with references can contain many times. */
const jsonLengths = new WeakMap<object, number>()

function jsonLength(value: Json): number {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? value.length : 1
  }
  const length = jsonLengths.get(value) ?? JSON.stringify(value).length
  jsonLengths.set(value, length)
  return length
}

function nested(context: SampleContext): SampleContext {
  return { ...context, depth: context.depth + 1 }
}

function sampleReference(reference: string, schema: JsonObject, context: SampleContext): Json {
  const { $ref: _, ...siblings } = schema
  const target = spendSteps(context.work, reference.length) && resolveReference(reference, context.root)
  return target === undefined
    ? null
    : sample(mergeSchemas(target, siblings, context.work), {
        ...nested(context),
        references: [...context.references, reference],
      })
}

/** Merges all parts of `allOf` into one schema, with references resolved, except parts that have a complete value. */
function sampleAllOf({ allOf, ...own }: JsonObject, context: SampleContext): Json {
  const all = asSchemas(allOf).map((part) => ({ part, value: completeValue(part, context) }))
  const parts = all.flatMap(({ part, value }) => (value === undefined ? [part] : []))
  context.budget.left -= all.length
  const merge = (one: Subschema, other: Subschema) => mergeSchemas(one, other, context.work)
  const references = [...context.references]
  const resolved = parts.map((part) => {
    const reference = typeof part === 'boolean' ? undefined : asString(part['$ref'])
    if (typeof part === 'boolean' || reference === undefined) {
      return part
    }
    references.push(reference)
    const { $ref: _, ...beside } = part
    return spendSteps(context.work, reference.length)
      ? merge(resolveReference(reference, context.root) ?? true, beside)
      : true
  })
  const [first, ...more] = resolved
  const merged = more.reduce((one, other) => merge(one, other), merge(own, first ?? true))
  return combine(
    sample(merged, { ...nested(context), references }),
    all.flatMap(({ value }) => (value === undefined ? [] : [value])),
  )
}

function completeValue(schema: Subschema, context: SampleContext): Json | undefined {
  return typeof schema === 'boolean' ? undefined : context.source.complete(schema, context)
}

/** Adds complete values of parts to a sampled value: members of objects; any other value replaces it. */
function combine(sampled: Json, complete: Json[]): Json {
  const [first] = complete
  if (first === undefined) {
    return sampled
  }
  const objects = asObjects(complete)
  return objects.length === 0 ? first : Object.assign({ ...asObject(sampled) }, ...objects)
}

/** Picks the first non-null branch, a shallow one when values should be minimal, or any on later attempts. */
function sampleUnion(schema: JsonObject, branches: Subschema[], context: SampleContext): Json {
  const { anyOf, oneOf, ...siblings } = schema
  // With both keywords, `oneOf` remains to be sampled.
  const base = anyOf !== undefined && oneOf !== undefined ? { ...siblings, oneOf } : siblings
  const possible = branches.filter((one) => isSatisfiable(one, context.work))
  const isNull = (branch: Subschema) => asObject(branch)?.['type'] === 'null'
  const others = possible.filter((one) => !isNull(one))
  const mayBeNull = others.length < possible.length
  const branch = shouldTerminate(context)
    ? (possible.find(isNull) ?? possible.find((one) => isShallow(one, context.root)))
    : shouldVary(context)
      ? possible[Math.floor(context.random() * possible.length)]
      : mayBeNull && context.source.prefersNull({ ...base, anyOf: others }, context)
        ? possible.find(isNull)
        : others.length > 1
          ? (context.source.branch(others, context) ?? others[0])
          : others[0]
  const chosen = branch ?? possible[0] ?? true
  const value = completeValue(chosen, context)
  return value === undefined
    ? sample(mergeSchemas(base, chosen, context.work), nested(context))
    : combine(asObject(value) !== undefined ? sample(base, nested(context)) : null, [value])
}

/** @returns true for a branch without nested schemas */
function isShallow(branch: Subschema, root: JsonObject): boolean {
  const reference = asString(asObject(branch)?.['$ref'])
  const schema = asObject(reference === undefined ? branch : resolveReference(reference, root))
  const properties = asObject(schema?.['properties'])
  return (
    schema !== undefined &&
    isLeaf(schema, ['object']) &&
    asArray(schema['required']).every((name) =>
      isLeaf(asObject(properties?.[asString(name) ?? '']) ?? {}, []),
    )
  )
}

const LEAF_TYPES = ['string', 'number', 'integer', 'boolean', 'null']

function isLeaf(schema: JsonObject, others: string[]): boolean {
  const types = [schema['type'] ?? []].flat().flatMap((type) => asString(type) ?? [])
  return (
    types.every((type) => [...LEAF_TYPES, ...others].includes(type)) &&
    !['anyOf', 'oneOf', 'allOf', '$ref'].some((keyword) => keyword in schema)
  )
}

/** Applies `if` and `dependentSchemas`; later attempts may apply `else` instead of `then`. */
function applyConditions(schema: JsonObject, context: SampleContext): Subschema | undefined {
  const { if: condition, then, else: otherwise, dependentSchemas, ...siblings } = schema
  const merge = (one: Subschema, other: Subschema) => mergeSchemas(one, other, context.work)
  if (condition !== undefined) {
    const kept = dependentSchemas === undefined ? siblings : { ...siblings, dependentSchemas }
    return shouldVary(context)
      ? merge(kept, asSchema(otherwise) ?? true)
      : merge(merge(kept, asSchema(condition) ?? true), asSchema(then) ?? true)
  }
  const dependent = asObject(dependentSchemas)
  if (dependent === undefined) {
    return undefined
  }
  const declared = asObject(schema['properties']) ?? {}
  return Object.entries(dependent)
    .filter(([name]) => Object.hasOwn(declared, name))
    .reduce<Subschema>((all, [, part]) => merge(all, asSchema(part) ?? true), siblings)
}

function sampleType(schema: JsonObject, context: SampleContext): Json {
  const types = [schema['type'] ?? impliedType(schema)].flat()
  const nonNullTypes = types.filter((type) => type !== 'null')
  const mayBeNull = types.includes('null')
  const type =
    mayBeNull &&
    (shouldTerminate(context) || (nonNullTypes.length > 0 && context.source.prefersNull(schema, context)))
      ? 'null'
      : shouldVary(context)
        ? types[Math.floor(context.random() * types.length)]
        : (nonNullTypes[0] ?? types[0])
  switch (type) {
    case 'object':
      return sampleObject(schema, context)
    case 'array':
      return sampleArray(schema, context)
    case 'string':
      return sampleAffordableString(schema, context)
    case 'integer':
    case 'number':
      return sampleNumber(schema, context, type === 'integer')
    case 'boolean':
      return context.source.boolean(schema, context)
    case 'null':
      return null
    default:
      return context.source.anything(context)
  }
}

/** Returns an empty string if the budget has no room for the text. */
function sampleAffordableString(schema: JsonObject, context: SampleContext): string {
  const minLength = Math.min(asNumber(schema['minLength']) ?? 0, MAX_LENGTH)
  if (!spendSteps(context.work, STEPS_PER_CHARACTER * minLength)) {
    return ''
  }
  const text = sampleString(schema, context)
  return spendOutput(context.work, text.length) ? text : ''
}

/** Keywords that apply to one type only, by type. */
const KEYWORDS_BY_TYPE: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  [
    'object',
    ['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties'],
  ],
  ['array', ['items', 'prefixItems', 'minItems', 'contains', 'uniqueItems']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
]

function impliedType(schema: JsonObject): string {
  return KEYWORDS_BY_TYPE.find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0] ?? 'any'
}
