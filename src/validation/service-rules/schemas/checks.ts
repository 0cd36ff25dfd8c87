import type { JsonObject } from '../../../web/json/json.ts'
import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import { CHAT, RESPONSES } from '../evidence.ts'
import { NO_VIOLATIONS, type RuleCheck, type RuleViolation, type ServiceRule, violates } from '../rule.ts'
import { findProblem, type SchemaKind } from './find-problem.ts'
import { PROBLEMS, type SchemaProblem, STRICT_PROBLEMS } from './problems.ts'

/** A place of schemas in requests. */
interface SchemaPlace {
  /** Prefix of the ids of its rules. */
  id: string
  name: string
  operations: readonly string[]
  /** `function` or `response_format`, as in the service's messages. */
  of: string
  param: string
  code: string | null
}

const PLACES = {
  chatFunction: {
    id: 'chat-function-schema',
    name: 'Parameters of functions',
    operations: CHAT,
    of: 'function',
    param: '{param}',
    code: 'invalid_function_parameters',
  },
  chatFormat: {
    id: 'chat-format-schema',
    name: 'Schema of `response_format`',
    operations: CHAT,
    of: 'response_format',
    param: 'response_format',
    code: null,
  },
  responseFunction: {
    id: 'responses-function-schema',
    name: 'Parameters of functions',
    operations: RESPONSES,
    of: 'function',
    param: '{param}',
    code: 'invalid_function_parameters',
  },
  responseFormat: {
    id: 'responses-format-schema',
    name: 'Schema of `text.format`',
    operations: RESPONSES,
    of: 'response_format',
    param: 'text.format.schema',
    code: 'invalid_json_schema',
  },
} as const satisfies Record<string, SchemaPlace>

type PlaceName = keyof typeof PLACES

const ALL_PROBLEMS: readonly SchemaProblem[] = [...Object.values(PROBLEMS), ...Object.values(STRICT_PROBLEMS)]

/** Problems that formats cannot have: they are about functions without properties. */
const FUNCTION_PROBLEMS: ReadonlySet<SchemaProblem> = new Set([PROBLEMS.rootProperties])

function rulesOf({ id, name, operations, of, param, code }: SchemaPlace): Map<SchemaProblem, ServiceRule> {
  const problems = ALL_PROBLEMS.filter((problem) => of === 'function' || !FUNCTION_PROBLEMS.has(problem))
  return new Map(
    problems.map((problem): [SchemaProblem, ServiceRule] => [
      problem,
      {
        id: `${id}-${problem.id}`,
        summary: `${name}: ${problem.summary}`,
        operations,
        message: `Invalid schema for ${of} '{schema}': ${problem.message}`,
        param,
        code,
        sureness: problem.sureness,
        evidence: problem.evidence,
      },
    ]),
  )
}

const RULES: Readonly<Record<PlaceName, ReadonlyMap<SchemaProblem, ServiceRule>>> = {
  chatFunction: rulesOf(PLACES.chatFunction),
  chatFormat: rulesOf(PLACES.chatFormat),
  responseFunction: rulesOf(PLACES.responseFunction),
  responseFormat: rulesOf(PLACES.responseFormat),
}

/** A schema of a request, and the definition that it belongs to. */
interface PlacedSchema {
  place: PlaceName
  definition: JsonObject | undefined
  schema: unknown
  param: string
}

function violationsOf({ place, definition, schema, param }: PlacedSchema): readonly RuleViolation[] {
  const kind: SchemaKind = {
    isFunction: PLACES[place].of === 'function',
    isStrict: definition?.['strict'] === true,
  }
  const found = schema === undefined ? undefined : findProblem(schema, kind)
  const rule = found && RULES[place].get(found.problem)
  return found === undefined || rule === undefined
    ? NO_VIOLATIONS
    : [violates(rule, { schema: asString(definition?.['name']) ?? '', param, ...found.values })]
}

const chatSchemas: RuleCheck = {
  rules: [...RULES.chatFunction.values(), ...RULES.chatFormat.values()],
  check: ({ body: { response_format: format, tools, functions } }) => {
    if (format === undefined && tools === undefined && functions === undefined) {
      return NO_VIOLATIONS
    }
    const definition = asObject(asObject(format)?.['json_schema'])
    return [
      ...violationsOf({
        place: 'chatFormat',
        definition,
        schema: definition?.['schema'],
        param: 'response_format',
      }),
      ...asArray(tools).flatMap((tool, index) =>
        functionViolations(
          'chatFunction',
          asObject(asObject(tool)?.['function']),
          `tools[${index}].function`,
        ),
      ),
      ...asArray(functions).flatMap((legacy, index) =>
        functionViolations('chatFunction', asObject(legacy), `functions[${index}]`),
      ),
    ]
  },
}

const responseSchemas: RuleCheck = {
  rules: [...RULES.responseFunction.values(), ...RULES.responseFormat.values()],
  check: ({ body: { text, tools } }) => {
    if (text === undefined && tools === undefined) {
      return NO_VIOLATIONS
    }
    const definition = asObject(asObject(text)?.['format'])
    return [
      ...violationsOf({
        place: 'responseFormat',
        definition,
        schema: definition?.['schema'],
        param: 'text.format',
      }),
      ...asArray(tools).flatMap((value, index) => {
        const tool = asObject(value)
        return tool?.['type'] === 'function'
          ? functionViolations('responseFunction', tool, `tools[${index}]`)
          : NO_VIOLATIONS
      }),
    ]
  },
}

function functionViolations(
  place: 'chatFunction' | 'responseFunction',
  definition: JsonObject | undefined,
  path: string,
): readonly RuleViolation[] {
  return violationsOf({ place, definition, schema: definition?.['parameters'], param: `${path}.parameters` })
}

/** Checks of the JSON Schemas of functions and response formats. */
export const SCHEMA_CHECKS: readonly RuleCheck[] = [chatSchemas, responseSchemas]
