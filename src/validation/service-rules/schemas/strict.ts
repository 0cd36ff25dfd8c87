import { isRecord } from '../../../web/json/is-record.ts'
import { asArray } from '../../../web/json/narrow.ts'
import { type FoundProblem, STRICT_PROBLEMS } from './problems.ts'
import { pythonTuple, pythonValue } from './python.ts'
import { type LocatedSchema, subschemasOf } from './subschemas.ts'

/** Keywords outside the subset of structured outputs. */
const UNSUPPORTED_KEYWORDS: ReadonlySet<string> = new Set([
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'prefixItems',
  'additionalItems',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
  'minLength',
  'maxLength',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'default',
])

const FORMATS: ReadonlySet<unknown> = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
])

/** Keywords that give a schema its type. */
const TYPING_KEYWORDS = ['type', '$ref', 'anyOf', 'enum', 'const']

/** @returns the problem of one schema with `strict: true`, without those of its subschemas */
export function strictProblem([schema, path]: LocatedSchema): FoundProblem | undefined {
  const context = pythonTuple(path)
  const keyword = Object.keys(schema).find((name) => UNSUPPORTED_KEYWORDS.has(name))
  if (keyword !== undefined) {
    return { problem: STRICT_PROBLEMS.keyword, values: { context, keyword } }
  }
  if (schema['$ref'] !== undefined) {
    const beside = Object.keys(schema).filter(
      (name) => name !== '$ref' && name !== '$defs' && name !== 'definitions',
    )
    return beside.length === 0 || path.length === 0
      ? undefined
      : {
          problem: STRICT_PROBLEMS.reference,
          values: { context, keywords: beside.map((name) => `'${name}'`).join(', ') },
        }
  }
  if (!TYPING_KEYWORDS.some((name) => schema[name] !== undefined)) {
    return { problem: STRICT_PROBLEMS.typeKey, values: { context } }
  }
  const { format } = schema
  if (typeof format === 'string' && !FORMATS.has(format)) {
    return { problem: STRICT_PROBLEMS.format, values: { context, format } }
  }
  return objectProblem(schema, context) ?? enumProblem(schema, context)
}

function objectProblem(schema: Readonly<Record<string, unknown>>, context: string): FoundProblem | undefined {
  const { type, properties, additionalProperties, required } = schema
  if (properties === undefined && type !== 'object' && !(Array.isArray(type) && type.includes('object'))) {
    return undefined
  }
  if (additionalProperties !== false) {
    return { problem: STRICT_PROBLEMS.additionalProperties, values: { context } }
  }
  const names = Object.keys(isRecord(properties) ? properties : {})
  const requiredNames = new Set<unknown>(Array.isArray(required) ? required : [])
  const missing = names.find((name) => !requiredNames.has(name))
  if (missing !== undefined) {
    return { problem: STRICT_PROBLEMS.required, values: { context, name: missing } }
  }
  const known = new Set<unknown>(names)
  const extra = [...requiredNames].find((name) => !known.has(name))
  return extra === undefined
    ? undefined
    : {
        problem: STRICT_PROBLEMS.extraRequired,
        values: { context, name: pythonValue(extra).replaceAll("'", '') },
      }
}

const MAX_SMALL_ENUM = 250
const MAX_ENUM_LENGTH = 15_000

function enumProblem(
  { enum: values }: Readonly<Record<string, unknown>>,
  context: string,
): FoundProblem | undefined {
  const list = asArray(values)
  const count = list.length > MAX_SMALL_ENUM ? lengthOf(list) : 0
  return count > MAX_ENUM_LENGTH
    ? { problem: STRICT_PROBLEMS.enumLength, values: { context, count, limit: MAX_ENUM_LENGTH } }
    : undefined
}

const MAX_NESTING = 10
const MAX_PROPERTIES = 5000
const MAX_ENUM_VALUES = 1000
const MAX_NAME_LENGTH = 120_000

/** @returns the problem of a schema with `strict: true` that is too large as a whole */
export function measureStrict(schema: Readonly<Record<string, unknown>>): FoundProblem | undefined {
  const size = { nesting: 0, properties: 0, enumValues: 0, names: 0 }
  const measure = (located: LocatedSchema, depth: number): void => {
    const [{ properties, $defs: definitions, enum: values, const: constant }] = located
    const level = isRecord(properties) ? depth + 1 : depth
    const propertyNames = isRecord(properties) ? Object.keys(properties) : []
    const definitionNames = isRecord(definitions) ? Object.keys(definitions) : []
    const list = asArray(values)
    size.nesting = Math.max(size.nesting, level)
    size.properties += propertyNames.length
    size.enumValues += list.length
    size.names += lengthOf([
      ...propertyNames,
      ...definitionNames,
      ...list,
      ...(constant === undefined ? [] : [constant]),
    ])
    for (const inner of subschemasOf(located)) {
      measure(inner, level)
    }
  }
  measure([schema, []], 0)
  const exceeded = LIMITS.find(([name, limit]) => size[name] > limit)
  if (exceeded === undefined) {
    return undefined
  }
  const [name, limit] = exceeded
  return { problem: STRICT_PROBLEMS[name], values: { count: size[name], limit } }
}

const LIMITS = [
  ['nesting', MAX_NESTING],
  ['properties', MAX_PROPERTIES],
  ['enumValues', MAX_ENUM_VALUES],
  ['names', MAX_NAME_LENGTH],
] as const

function lengthOf(values: readonly unknown[]): number {
  return values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
}
