import { dereference, validate } from '@cfworker/json-schema'
import { type OpenApiDocument, operationIdOf, operationsOf, type Schema } from '../../spec/document.ts'
import { mapDocumentSchemas, mapSchema } from '../../spec/schemas.ts'

const ROOT = 'https://document.test/'

/** What the SDK calls schemas of the document, where it alone is served. */
const NAMES_OF_THE_SDK: Record<string, string> = {
  CreateChatCompletionResponse: 'ChatCompletion',
  CreateChatCompletionStreamResponse: 'ChatCompletionChunk',
}

/** What is wrong with values, as lists of messages. */
export interface IndependentCheck {
  /** Holds the JSON body of an answer against the operation's schema. */
  answer: (operationId: string, status: number, body: unknown) => string[]
  /** Holds a value against a component schema. */
  component: (name: string, value: unknown) => string[]
}

/**
 * Holds values against OpenAI's document as it is published, with a validator that the project itself does not use.
 *
 * @param document the original document
 * @param options `formats: false` leaves out formats of strings, such as `uri`
 */
export function independentCheck(
  document: OpenApiDocument,
  { formats = true }: { formats?: boolean } = {},
): IndependentCheck {
  // All that is done to the document: the keywords of OpenAPI 3.0 that JSON Schema does not know, and data in which the
  // validator would look for schemas.
  const withFormats = ({ format, ...schema }: Schema): Schema =>
    formats && format !== undefined ? { ...schema, format } : schema
  const plain = mapDocumentSchemas(document, (root) =>
    mapSchema(root, (schema) => withFormats(inJsonSchema(schema))),
  )
  const answers: Record<string, Schema> = {}
  for (const located of operationsOf(plain)) {
    for (const [code, response] of Object.entries(located.operation.responses ?? {})) {
      const schema = response.content?.['application/json']?.schema
      if (schema !== undefined) {
        answers[`${operationIdOf(located)}-${code}`] = schema
      }
    }
  }
  const root = { $id: ROOT, components: { schemas: plain.components?.schemas }, answers }
  const lookup = dereference(root)
  const check = (reference: string, value: unknown): string[] => {
    const { valid, errors } = validate(value, { $ref: ROOT + reference }, '2020-12', lookup, true)
    return valid ? [] : errors.map(({ instanceLocation, error }) => `${instanceLocation} ${error}`)
  }
  return {
    answer: (operationId, status, body) => {
      const name = `${operationId}-${status}`
      return answers[name] === undefined
        ? [`the document describes no JSON answer ${status} of ${operationId}`]
        : check(`#/answers/${encodeURIComponent(name)}`, body)
    },
    component: (name, value) => {
      const known = plain.components?.schemas?.[name] === undefined ? (NAMES_OF_THE_SDK[name] ?? name) : name
      return check(`#/components/schemas/${known}`, value)
    },
  }
}

function inJsonSchema(schema: Schema): Schema {
  const { nullable, exclusiveMinimum, example, examples, default: _, 'x-oaiMeta': __, ...rest } = schema
  // "Exactly one of integer and number" would leave no integer; one of them is meant.
  const types = rest.oneOf?.map(({ type }) => type) ?? []
  if (types.includes('integer') && types.includes('number')) {
    const { oneOf, ...others } = rest
    return { ...others, ...(oneOf && { anyOf: oneOf }) }
  }
  const bounded = typeof exclusiveMinimum === 'number' ? { ...rest, exclusiveMinimum } : rest
  return nullable === true ? { anyOf: [bounded, { type: 'null' }] } : bounded
}
