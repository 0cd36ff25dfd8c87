import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { ErrorDetail } from '../../openai/errors.ts'
import type { ServiceRule } from './rule.ts'

/**
 * Chat completions: schemas with `strict: true` require all their properties and allow no others (guide "Structured
 * outputs", "Supported schemas").
 */
export const strictSchemasOfChat: ServiceRule = ({ response_format: format, tools }) => [
  ...formatErrors(asObject(asObject(format)?.['json_schema']), { param: 'response_format', code: null }),
  ...asObjects(tools).flatMap((tool, index) =>
    functionErrors(asObject(tool['function']), `tools[${index}].function.parameters`),
  ),
]

/** Responses: the same, with the fields of functions and formats one level higher. */
export const strictSchemasOfResponses: ServiceRule = ({ text, tools }) => [
  ...formatErrors(asObject(asObject(text)?.['format']), {
    param: 'text.format.schema',
    code: 'invalid_json_schema',
  }),
  ...asObjects(tools).flatMap((tool, index) =>
    tool['type'] === 'function' ? functionErrors(tool, `tools[${index}].parameters`) : [],
  ),
]

type ErrorLocation = Pick<ErrorDetail, 'param' | 'code'>

function formatErrors(format: JsonObject | undefined, location: ErrorLocation): ErrorDetail[] {
  return strictSchemaErrors(format, format?.['schema'], { of: 'response_format', ...location })
}

function functionErrors(definition: JsonObject | undefined, param: string): ErrorDetail[] {
  const location = { of: 'function', param, code: 'invalid_function_parameters' }
  return strictSchemaErrors(definition, definition?.['parameters'], location)
}

function strictSchemaErrors(
  { strict, name }: JsonObject = {},
  schema: Json | undefined,
  { of, ...location }: ErrorLocation & { of: string },
): ErrorDetail[] {
  const violation = strict === true ? findViolation(schema, []) : undefined
  return violation === undefined
    ? []
    : [{ message: `Invalid schema for ${of} '${asString(name) ?? ''}': ${violation}`, ...location }]
}

/** @returns the first violation in a schema or its subschemas, in OpenAI's wording */
function findViolation(value: Json | undefined, context: readonly string[]): string | undefined {
  const schema = asObject(value)
  return schema && (ownViolation(schema, context) ?? firstViolation(subschemas(schema, context)))
}

function firstViolation(
  schemas: readonly (readonly [Json | undefined, readonly string[]])[],
): string | undefined {
  for (const [schema, context] of schemas) {
    const violation = findViolation(schema, context)
    if (violation !== undefined) {
      return violation
    }
  }
  return undefined
}

function ownViolation(schema: JsonObject, context: readonly string[]): string | undefined {
  const { type, additionalProperties, required } = schema
  const properties = asObject(schema['properties'])
  if (properties === undefined && type !== 'object' && !asArray(type).includes('object')) {
    return undefined
  }
  const prefix = `In context=${pythonTuple(context)}`
  if (additionalProperties !== false) {
    return `${prefix}, 'additionalProperties' is required to be supplied and to be false.`
  }
  const requiredNames = new Set(asArray(required))
  const missing = Object.keys(properties ?? {}).find((name) => !requiredNames.has(name))
  return missing === undefined
    ? undefined
    : `${prefix}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`
}

function subschemas(schema: JsonObject, context: readonly string[]): [Json | undefined, string[]][] {
  return [
    ...['properties', '$defs', 'definitions'].flatMap((keyword) =>
      Object.entries(asObject(schema[keyword]) ?? {}).map(([name, inner]): [Json, string[]] => [
        inner,
        [...context, keyword, name],
      ]),
    ),
    [schema['items'], [...context, 'items']],
    ...asArray(schema['anyOf']).map((inner, index): [Json, string[]] => [
      inner,
      [...context, 'anyOf', String(index)],
    ]),
  ]
}

/** @returns the path formatted as a Python tuple, as in OpenAI's messages */
function pythonTuple(context: readonly string[]): string {
  const parts = context.map((part) => `'${part}'`)
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`
}
