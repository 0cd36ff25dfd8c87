import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import type { FaultWords } from '../../openai/errors.ts'
import type { UnwrittenRule } from './rule.ts'

/**
 * Chat completions: schemas with `strict: true` require all their properties and allow no others (guide "Structured
 * outputs", "Supported schemas").
 */
export const strictSchemasOfChat: UnwrittenRule = ({ response_format: format, tools }) => [
  ...formatFaults(objectIn(objectIn(format)?.['json_schema']), { param: 'response_format', code: null }),
  ...objectsIn(tools).flatMap((tool, index) =>
    functionFaults(objectIn(tool['function']), `tools[${index}].function.parameters`),
  ),
]

/** Responses: the same, with the fields of functions and formats one level higher. */
export const strictSchemasOfResponses: UnwrittenRule = ({ text, tools }) => [
  ...formatFaults(objectIn(objectIn(text)?.['format']), {
    param: 'text.format.schema',
    code: 'invalid_json_schema',
  }),
  ...objectsIn(tools).flatMap((tool, index) =>
    tool['type'] === 'function' ? functionFaults(tool, `tools[${index}].parameters`) : [],
  ),
]

type Place = Pick<FaultWords, 'param' | 'code'>

function formatFaults(format: JsonObject | undefined, place: Place): FaultWords[] {
  return strictFaults(format, format?.['schema'], { of: 'response_format', ...place })
}

function functionFaults(definition: JsonObject | undefined, param: string): FaultWords[] {
  const place = { of: 'function', param, code: 'invalid_function_parameters' }
  return strictFaults(definition, definition?.['parameters'], place)
}

function strictFaults(
  { strict, name }: JsonObject = {},
  schema: Json | undefined,
  { of, ...place }: Place & { of: string },
): FaultWords[] {
  const fault = strict === true ? faultIn(schema, []) : undefined
  return fault === undefined
    ? []
    : [{ message: `Invalid schema for ${of} '${stringIn(name) ?? ''}': ${fault}`, ...place }]
}

/** @returns the first violation in a schema or its subschemas, in OpenAI's wording */
function faultIn(value: Json | undefined, context: readonly string[]): string | undefined {
  const schema = objectIn(value)
  return schema && (ownFault(schema, context) ?? firstFault(innerSchemas(schema, context)))
}

function firstFault(
  schemas: readonly (readonly [Json | undefined, readonly string[]])[],
): string | undefined {
  for (const [schema, context] of schemas) {
    const fault = faultIn(schema, context)
    if (fault !== undefined) {
      return fault
    }
  }
  return undefined
}

function ownFault(schema: JsonObject, context: readonly string[]): string | undefined {
  const { type, additionalProperties, required } = schema
  const properties = objectIn(schema['properties'])
  if (properties === undefined && type !== 'object' && !listIn(type).includes('object')) {
    return undefined
  }
  const where = `In context=${tuple(context)}`
  if (additionalProperties !== false) {
    return `${where}, 'additionalProperties' is required to be supplied and to be false.`
  }
  const all = new Set(listIn(required))
  const missing = Object.keys(properties ?? {}).find((name) => !all.has(name))
  return missing === undefined
    ? undefined
    : `${where}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`
}

function innerSchemas(schema: JsonObject, context: readonly string[]): [Json | undefined, string[]][] {
  return [
    ...['properties', '$defs', 'definitions'].flatMap((keyword) =>
      Object.entries(objectIn(schema[keyword]) ?? {}).map(([name, inner]): [Json, string[]] => [
        inner,
        [...context, keyword, name],
      ]),
    ),
    [schema['items'], [...context, 'items']],
    ...listIn(schema['anyOf']).map((inner, index): [Json, string[]] => [
      inner,
      [...context, 'anyOf', String(index)],
    ]),
  ]
}

/** @returns the path formatted as a Python tuple, as in OpenAI's messages */
function tuple(context: readonly string[]): string {
  const parts = context.map((part) => `'${part}'`)
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`
}
