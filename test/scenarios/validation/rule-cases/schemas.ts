import { chat, response, type RuleCase } from './rule-case.ts'
import { formatProblems, functionProblems, type SchemaCase, strictProblems } from './schema-problems.ts'

const chatFunction = (parameters: object, strict: boolean) =>
  chat({ tools: [{ type: 'function', function: { name: 'f', parameters, ...(strict && { strict }) } }] })
const responseFunction = (parameters: object, strict: boolean) =>
  response({ tools: [{ type: 'function', name: 'f', parameters, strict }] })
const chatFormat = (schema: object) =>
  chat({ response_format: { type: 'json_schema', json_schema: { name: 'f', strict: true, schema } } })
const responseFormat = (schema: object) =>
  response({ text: { format: { type: 'json_schema', name: 'f', strict: true, schema } } })

const isStrict = ({ problem }: SchemaCase) => problem.startsWith('strict-')

/** Schemas of functions and formats, in both APIs. */
export const schemaCases: readonly RuleCase[] = [
  ...[...functionProblems, ...strictProblems].flatMap((schemaCase): RuleCase[] => {
    const { problem, about, schema, accepted, message, evidence } = schemaCase
    const strict = isStrict(schemaCase)
    const shared = {
      about,
      code: 'invalid_function_parameters',
      message: `Invalid schema for function 'f': ${message}`,
      ...(evidence !== undefined && { evidence }),
    }
    return [
      {
        ...shared,
        rule: `chat-function-schema-${problem}`,
        refused: chatFunction(schema, strict),
        accepted: chatFunction(accepted, strict),
        param: 'tools[0].function.parameters',
      },
      {
        ...shared,
        rule: `responses-function-schema-${problem}`,
        refused: responseFunction(schema, strict),
        accepted: responseFunction(accepted, strict),
        param: 'tools[0].parameters',
      },
    ]
  }),
  ...[...formatProblems, ...strictProblems].flatMap(
    ({ problem, about, schema, accepted, message, evidence }): RuleCase[] => {
      const shared = {
        about,
        message: `Invalid schema for response_format 'f': ${message}`,
        ...(evidence !== undefined && { evidence }),
      }
      return [
        {
          ...shared,
          rule: `chat-format-schema-${problem}`,
          refused: chatFormat(schema),
          accepted: chatFormat(accepted),
          param: 'response_format',
          code: null,
        },
        {
          ...shared,
          rule: `responses-format-schema-${problem}`,
          refused: responseFormat(schema),
          accepted: responseFormat(accepted),
          param: 'text.format.schema',
          code: 'invalid_json_schema',
        },
      ]
    },
  ),
]
