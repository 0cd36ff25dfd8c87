import { type Schema, Validator } from '@cfworker/json-schema'
import type { RequestBudget } from '../../web/limits/request-budget.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray } from '../../web/json/narrow.ts'
import { spendSteps } from './context.ts'
import { isLiteralPattern } from './objects.ts'

/** Steps to evaluate a schema for a value, and to compare one value, name or ten characters. */
const STEPS_PER_EVALUATION = 500
const STEPS_PER_COMPARISON = 10

/** Steps to register a schema of the document, whose pointer is copied. */
const STEPS_PER_SCHEMA = 300

/** Keywords whose cost grows with the number of members, items or characters of the value. */
const VALUE_KEYWORDS = [
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'contains',
  'allOf',
  'anyOf',
  'oneOf',
  'minLength',
  'maxLength',
]

/** Values with longer strings are validated without `format`, whose patterns could take quadratic time. */
const MAX_FORMAT_LENGTH = 2000

class WorkLimitReached extends Error {}

/**
 * Creates a validator that interprets the schema, because workerd does not allow generated code, and that spends steps
 * for each evaluation of a subschema.
 *
 * @param schema the schema as received
 * @param work pays for the validation
 * @returns a function that returns whether a value is valid. It accepts any value if the schema cannot be interpreted or
 *   the budget is spent
 */
export function createCountingValidator(schema: JsonObject, work: RequestBudget): (value: Json) => boolean {
  const size: ValueSize = { members: 0, longestText: 0, total: 0 }
  const create = (hasFormats: boolean): Validator | undefined => {
    try {
      return new Validator(countingCopy(schema, { work, size, hasFormats }), '2020-12')
    } catch {
      return undefined
    }
  }
  const withFormats = create(true)
  return (value) => {
    Object.assign(size, measure(value))
    const validator = size.longestText > MAX_FORMAT_LENGTH ? create(false) : withFormats
    try {
      return validator?.validate(value).valid ?? true
    } catch {
      return true
    }
  }
}

/** The size of the validated value. */
interface ValueSize {
  /** Greatest number of members or items of an object or array. */
  members: number
  /** Length of the longest string. */
  longestText: number
  /** Number of values. */
  total: number
}

function measure(value: Json): ValueSize {
  if (typeof value !== 'object' || value === null) {
    return { members: 0, longestText: typeof value === 'string' ? value.length : 0, total: 1 }
  }
  const members = Object.values(value)
  const sizes = members.map(measure)
  return sizes.reduce<ValueSize>(
    (all, one) => ({
      members: Math.max(all.members, one.members),
      longestText: Math.max(all.longestText, one.longestText),
      total: all.total + one.total,
    }),
    { members: members.length, longestText: 0, total: 1 },
  )
}

interface CopyOptions {
  work: RequestBudget
  size: ValueSize
  hasFormats: boolean
}

/**
 * Copies a schema so that each evaluation of a subschema spends steps: the validator reads the keyword
 * `$recursiveAnchor`, which clients do not use, once per evaluation.
 *
 * The copy has no `pattern`, since strings are matched in linear time when they are generated, and the validator could
 * backtrack exponentially. For the same reason it only has literal `patternProperties`.
 *
 * @throws {WorkLimitReached} if the budget is spent
 */
function countingCopy(schema: JsonObject, options: CopyOptions): Schema {
  const copy = (value: Json, pointerLength: number): unknown => {
    if (Array.isArray(value)) {
      return value.map((item) => copy(item, pointerLength + 2))
    }
    if (typeof value !== 'object' || value === null) {
      return value
    }
    if (!spendSteps(options.work, STEPS_PER_SCHEMA + pointerLength)) {
      throw new WorkLimitReached()
    }
    const members = Object.entries(value).filter(([keyword, member]) => isKept(keyword, member, options))
    const { patternProperties } = value
    const patterns = Object.keys(typeof patternProperties === 'object' ? (patternProperties ?? {}) : {})
    const dropped = patterns.every(isLiteralPattern) ? [] : OBJECT_KEYWORDS
    const copied: Schema = Object.fromEntries(
      members
        .filter(([keyword]) => !dropped.includes(keyword))
        .map(([keyword, member]) => [keyword, copy(member, pointerLength + keyword.length + 1)]),
    )
    const steps = evaluationCost(value, options.size)
    Object.defineProperty(copied, '$recursiveAnchor', {
      get: () => {
        if (!spendSteps(options.work, steps())) {
          throw new WorkLimitReached()
        }
      },
    })
    return copied
  }
  const copied: Schema = {}
  return Object.defineProperties(copied, Object.getOwnPropertyDescriptors(copy(schema, 0)))
}

/** Keywords that depend on which properties `patternProperties` matches. */
const OBJECT_KEYWORDS = ['patternProperties', 'additionalProperties', 'unevaluatedProperties']

function isKept(keyword: string, member: Json, { hasFormats }: CopyOptions): boolean {
  return (
    keyword !== '$recursiveAnchor' &&
    !(keyword === 'pattern' && typeof member === 'string') &&
    !(keyword === 'format' && !hasFormats)
  )
}

/** @returns the steps to evaluate a schema once for the current value */
function evaluationCost(schema: JsonObject, size: ValueSize): () => number {
  const own = Object.values(schema).reduce<number>(
    (sum, value) => sum + (typeof value === 'object' && value !== null ? Object.keys(value).length : 1),
    0,
  )
  const listed =
    'enum' in schema || 'const' in schema ? JSON.stringify([schema['enum'], schema['const']]).length : 0
  const patterns = Object.keys(Object(schema['patternProperties'])).length
  const branches = ['allOf', 'anyOf', 'oneOf'].reduce(
    (sum, keyword) => sum + asArray(schema[keyword]).length,
    0,
  )
  const dependsOnValue = VALUE_KEYWORDS.some((keyword) => keyword in schema)
  const isUnique = schema['uniqueItems'] === true
  return () =>
    STEPS_PER_EVALUATION +
    STEPS_PER_COMPARISON * own +
    listed +
    (dependsOnValue
      ? STEPS_PER_COMPARISON * (1 + patterns + branches) * size.members + size.longestText
      : 0) +
    (isUnique ? STEPS_PER_COMPARISON * Math.min(size.members, MAX_UNIQUE_ITEMS) * size.total : 0)
}

/** Arrays are generated with at most this many items. */
const MAX_UNIQUE_ITEMS = 100
