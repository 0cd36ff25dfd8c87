import { isRecord } from '../../../web/json/is-record.ts'
import { type FoundProblem, PROBLEMS } from './problems.ts'
import { pythonTuple, pythonValue } from './python.ts'
import { measureStrict, strictProblem } from './strict.ts'
import { type LocatedSchema, subschemasOf } from './subschemas.ts'

/** Kinds of schemas, which decide about the rules that hold. */
export interface SchemaKind {
  /** True for the parameters of a function, false for a response format. */
  isFunction: boolean
  isStrict: boolean
}

/**
 * Finds the first reason for which the service refuses a schema.
 *
 * @param schema the parameters of a function or the schema of a response format
 */
export function findProblem(schema: unknown, kind: SchemaKind): FoundProblem | undefined {
  if (!isRecord(schema)) {
    return undefined
  }
  return (
    wrongKeyword(schema) ??
    rootProblem(schema, kind) ??
    nestedProblem([schema, []], kind) ??
    (kind.isStrict ? measureStrict(schema) : undefined)
  )
}

const ROOT_UNIONS = ['oneOf', 'anyOf', 'allOf', 'enum', 'not']

function rootProblem(
  schema: Readonly<Record<string, unknown>>,
  { isFunction, isStrict }: SchemaKind,
): FoundProblem | undefined {
  // A function without parameters is accepted.
  if ((!isFunction && !isStrict) || (isFunction && Object.keys(schema).length === 0)) {
    return undefined
  }
  const { type } = schema
  if (type !== 'object') {
    const found = typeof type === 'string' ? type : pythonValue(type)
    return { problem: PROBLEMS.rootType, values: { type: found } }
  }
  if (ROOT_UNIONS.some((keyword) => schema[keyword] !== undefined)) {
    return { problem: PROBLEMS.rootUnion, values: {} }
  }
  return schema['properties'] === undefined && isFunction && !isStrict
    ? { problem: PROBLEMS.rootProperties, values: {} }
    : undefined
}

function nestedProblem(located: LocatedSchema, kind: SchemaKind): FoundProblem | undefined {
  const [schema, path] = located
  const own =
    (path.length > 0 ? wrongKeyword(schema) : undefined) ??
    (kind.isFunction || kind.isStrict ? missingItems(located) : undefined) ??
    (kind.isStrict ? strictProblem(located) : undefined)
  if (own !== undefined) {
    return own
  }
  for (const inner of subschemasOf(located)) {
    const problem = nestedProblem(inner, kind)
    if (problem !== undefined) {
      return problem
    }
  }
  return undefined
}

function missingItems([schema, path]: LocatedSchema): FoundProblem | undefined {
  return schema['type'] === 'array' && schema['items'] === undefined && schema['prefixItems'] === undefined
    ? { problem: PROBLEMS.items, values: { context: pythonTuple(path) } }
    : undefined
}

/** JSON types of keywords. */
const KEYWORD_TYPES: Readonly<Record<string, readonly string[]>> = {
  properties: ['object'],
  required: ['array'],
  enum: ['array'],
  items: ['object', 'boolean'],
  additionalProperties: ['object', 'boolean'],
  description: ['string'],
  title: ['string'],
  anyOf: ['array'],
  oneOf: ['array'],
  allOf: ['array'],
  $defs: ['object'],
  definitions: ['object'],
  minimum: ['number'],
  maximum: ['number'],
  minLength: ['number'],
  maxLength: ['number'],
  minItems: ['number'],
  maxItems: ['number'],
  pattern: ['string'],
  format: ['string'],
}

function wrongKeyword(schema: Readonly<Record<string, unknown>>): FoundProblem | undefined {
  for (const keyword in schema) {
    const types = Object.hasOwn(KEYWORD_TYPES, keyword) ? KEYWORD_TYPES[keyword] : undefined
    const value = schema[keyword]
    if (types !== undefined && !types.includes(jsonType(value))) {
      const expected = types.map((type) => `'${type}'`).join(', ')
      return { problem: PROBLEMS.keywordType, values: { value: pythonValue(value), expected } }
    }
  }
  return undefined
}

function jsonType(value: unknown): string {
  if (value === null) {
    return 'null'
  }
  return Array.isArray(value) ? 'array' : typeof value
}
