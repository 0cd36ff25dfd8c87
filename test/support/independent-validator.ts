import { dereference, validate } from '@cfworker/json-schema'
import {
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../../compiler/document/document.ts'
import { mapSchemas } from '../../compiler/document/map-schemas.ts'

const ROOT = 'https://document.test/'

/** SDK names of document schemas, for a catalogue compiled from the SDK alone. */
const SDK_SCHEMA_NAMES: Record<string, string> = {
  CreateChatCompletionResponse: 'ChatCompletion',
  CreateChatCompletionStreamResponse: 'ChatCompletionChunk',
}

/** Validators that return a list of errors. */
export interface IndependentValidator {
  /** Validates the JSON body of a response against the schema of its operation. */
  response: (operationId: string, status: number, body: unknown) => string[]
  /** Validates a value against a component schema. */
  component: (name: string, value: unknown) => string[]
}

/**
 * Validates against OpenAI's published document with a validator that the project itself does not use.
 *
 * @param document the original document
 * @param options `formats: false` ignores string formats such as `uri`
 */
export function independentValidator(
  document: OpenApiDocument,
  { formats = true }: { formats?: boolean } = {},
): IndependentValidator {
  // The only changes to the document: OpenAPI 3.0 keywords that JSON Schema does not define are converted, data in which
  // the validator would look for schemas is removed, and null is allowed: the service sends it for members that the
  // document does not call nullable (docs/fidelity.md).
  const withFormats = ({ format, ...schema }: Schema): Schema =>
    formats && format !== undefined ? { ...schema, format } : schema
  const plain = mapSchemas(document, (schema) => allowNull(withFormats(toJsonSchema(schema))))
  const responseSchemas: Record<string, Schema> = {}
  for (const located of operationsOf(plain)) {
    for (const [code, response] of Object.entries(located.operation.responses ?? {})) {
      const schema = response.content?.['application/json']?.schema
      if (schema !== undefined) {
        responseSchemas[`${operationIdOf(located)}-${code}`] = schema
      }
    }
  }
  const root = { $id: ROOT, components: { schemas: plain.components?.schemas }, answers: responseSchemas }
  const lookup = dereference(root)
  const check = (reference: string, value: unknown): string[] => {
    const { valid, errors } = validate(value, { $ref: ROOT + reference }, '2020-12', lookup, true)
    return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`)
  }
  return {
    response: (operationId, status, body) => {
      const name = `${operationId}-${status}`
      return responseSchemas[name] === undefined
        ? [`the document describes no JSON response ${status} of ${operationId}`]
        : check(`#/answers/${encodeURIComponent(name)}`, body)
    },
    component: (name, value) => {
      const known = plain.components?.schemas?.[name] === undefined ? (SDK_SCHEMA_NAMES[name] ?? name) : name
      return check(`#/components/schemas/${known}`, value)
    },
  }
}

/** Null matches every branch of a union, so that it may match several. */
function allowNull({ oneOf, anyOf, const: constant, ...schema }: Schema): Schema {
  const branches = [...(anyOf ?? []), ...(oneOf ?? [])]
  const values = constant === undefined ? schema.enum : [constant]
  return {
    ...schema,
    ...(schema.type !== undefined && { type: [...new Set([schema.type, 'null'].flat())] }),
    ...(values && { enum: [...values, null] }),
    ...(branches.length > 0 && { anyOf: [...branches, { type: 'null' }] }),
  }
}

function toJsonSchema(schema: Schema): Schema {
  const { nullable, exclusiveMinimum, example, examples, default: _, 'x-oaiMeta': __, ...rest } = schema
  // `oneOf` integer and number rejects every integer, because it matches both; the document means `anyOf`.
  const types = rest.oneOf?.map(({ type }) => type) ?? []
  if (types.includes('integer') && types.includes('number')) {
    const { oneOf, ...others } = rest
    return { ...others, ...(oneOf && { anyOf: oneOf }) }
  }
  const bounded = typeof exclusiveMinimum === 'number' ? { ...rest, exclusiveMinimum } : rest
  return nullable === true ? { anyOf: [bounded, { type: 'null' }] } : bounded
}
