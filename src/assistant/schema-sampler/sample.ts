import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, objectIn, stringIn } from '../../web/json/narrow.ts'
import { believableString } from '../text/sample-values.ts'
import { sampleArray } from './arrays.ts'
import { mergeSchemas } from './merge-schemas.ts'
import { sampleNumber } from './numbers.ts'
import { sampleObject } from './objects.ts'
import { isClosing, isVaried, type Place, schemaIn, schemasIn, type Subschema } from './context.ts'
import { resolve } from './references.ts'
import { sampleString } from './strings.ts'
import { chooseValue, isPossible, listedValues } from './values.ts'

/** Depth limit for deep schemas without recursion. */
const HARD_DEPTH = 48

/** @returns a value for the schema, without validating it */
export function sample(schema: Subschema, place: Place): Json {
  place.budget.left -= 1
  if (typeof schema === 'boolean' || place.depth > HARD_DEPTH || place.budget.left < 0) {
    return schema === true ? believableString(place) : null
  }
  const reference = stringIn(schema['$ref'])
  if (reference !== undefined) {
    return sampleReference(reference, schema, place)
  }
  if (Array.isArray(schema['allOf'])) {
    return sampleAll(schema, place)
  }
  const branches = schemasIn(schema['anyOf'] ?? schema['oneOf'])
  if (branches.length > 0) {
    return sampleUnion(schema, branches, place)
  }
  const conditional = conditionOf(schema, place)
  if (conditional !== undefined) {
    return sample(conditional, deeper(place))
  }
  const values = listedValues(schema)
  return values === undefined ? sampleType(schema, place) : chooseValue(values, place)
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 }
}

function sampleReference(reference: string, schema: JsonObject, place: Place): Json {
  const { $ref: _, ...beside } = schema
  const target = resolve(reference, place.root)
  return target === undefined
    ? null
    : sample(mergeSchemas(target, beside), {
        ...deeper(place),
        references: [...place.references, reference],
      })
}

/** Merges all parts of `allOf` into one schema, with references resolved. */
function sampleAll({ allOf, ...own }: JsonObject, place: Place): Json {
  const parts = schemasIn(allOf)
  place.budget.left -= parts.length
  const references = [...place.references]
  const resolved = parts.map((part) => {
    const reference = typeof part === 'boolean' ? undefined : stringIn(part['$ref'])
    if (typeof part === 'boolean' || reference === undefined) {
      return part
    }
    references.push(reference)
    const { $ref: _, ...beside } = part
    return mergeSchemas(resolve(reference, place.root) ?? true, beside)
  })
  const [first, ...more] = resolved
  const together = more.reduce(mergeSchemas, mergeSchemas(own, first ?? true))
  return sample(together, { ...deeper(place), references })
}

/** Picks the first non-null branch, a shallow one when values should be minimal, or any on later attempts. */
function sampleUnion(schema: JsonObject, branches: Subschema[], place: Place): Json {
  const { anyOf, oneOf, ...beside } = schema
  // With both keywords, `oneOf` remains to be sampled.
  const base = anyOf !== undefined && oneOf !== undefined ? { ...beside, oneOf } : beside
  const possible = branches.filter(isPossible)
  const isNull = (branch: Subschema) => objectIn(branch)?.['type'] === 'null'
  const branch = isClosing(place)
    ? (possible.find(isNull) ?? possible.find((one) => endsSoon(one, place.root)))
    : isVaried(place)
      ? possible[Math.floor(place.random() * possible.length)]
      : possible.find((one) => !isNull(one))
  return sample(mergeSchemas(base, branch ?? possible[0] ?? true), deeper(place))
}

/** @returns true for a branch without nested schemas */
function endsSoon(branch: Subschema, root: JsonObject): boolean {
  const reference = stringIn(objectIn(branch)?.['$ref'])
  const schema = objectIn(reference === undefined ? branch : resolve(reference, root))
  const properties = objectIn(schema?.['properties'])
  return (
    schema !== undefined &&
    isLeaf(schema, ['object']) &&
    listIn(schema['required']).every((name) => isLeaf(objectIn(properties?.[stringIn(name) ?? '']) ?? {}, []))
  )
}

const LEAF_TYPES = ['string', 'number', 'integer', 'boolean', 'null']

function isLeaf(schema: JsonObject, others: string[]): boolean {
  const types = [schema['type'] ?? []].flat().flatMap((type) => stringIn(type) ?? [])
  return (
    types.every((type) => [...LEAF_TYPES, ...others].includes(type)) &&
    !['anyOf', 'oneOf', 'allOf', '$ref'].some((keyword) => keyword in schema)
  )
}

/** Applies `if` and `dependentSchemas`; later attempts may apply `else` instead of `then`. */
function conditionOf(schema: JsonObject, place: Place): Subschema | undefined {
  const { if: condition, then, else: otherwise, dependentSchemas, ...beside } = schema
  if (condition !== undefined) {
    const kept = dependentSchemas === undefined ? beside : { ...beside, dependentSchemas }
    return isVaried(place)
      ? mergeSchemas(kept, schemaIn(otherwise) ?? true)
      : mergeSchemas(mergeSchemas(kept, schemaIn(condition) ?? true), schemaIn(then) ?? true)
  }
  const dependent = objectIn(dependentSchemas)
  if (dependent === undefined) {
    return undefined
  }
  const declared = objectIn(schema['properties']) ?? {}
  return Object.entries(dependent)
    .filter(([name]) => Object.hasOwn(declared, name))
    .reduce<Subschema>((all, [, part]) => mergeSchemas(all, schemaIn(part) ?? true), beside)
}

function sampleType(schema: JsonObject, place: Place): Json {
  const types = [schema['type'] ?? impliedType(schema)].flat()
  const some = types.filter((type) => type !== 'null')
  const type =
    isClosing(place) && types.includes('null')
      ? 'null'
      : isVaried(place)
        ? types[Math.floor(place.random() * types.length)]
        : (some[0] ?? types[0])
  switch (type) {
    case 'object':
      return sampleObject(schema, place)
    case 'array':
      return sampleArray(schema, place)
    case 'string':
      return sampleString(schema, place)
    case 'integer':
    case 'number':
      return sampleNumber(schema, place, type === 'integer')
    case 'boolean':
      return typeof schema['default'] === 'boolean' ? schema['default'] : !isVaried(place)
    case 'null':
      return null
    default:
      return believableString(place)
  }
}

/** Keywords that apply to one type only, by type. */
const IMPLIED: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  [
    'object',
    ['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties'],
  ],
  ['array', ['items', 'prefixItems', 'minItems', 'contains', 'uniqueItems']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
]

function impliedType(schema: JsonObject): string {
  return IMPLIED.find(([, keywords]) => keywords.some((keyword) => keyword in schema))?.[0] ?? 'any'
}
