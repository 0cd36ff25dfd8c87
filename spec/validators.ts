import { Ajv, type Options } from 'ajv'
import { type OpenApiDocument, operationIdOf, operationsOf, type Schema } from './document.ts'
import { isForm, isJson, mediaTypeOf } from '../src/openai/media-types.ts'
import { parameterSchemas } from './parameters.ts'
import { mapDocumentSchemas, mapSchema } from './schemas.ts'
import { tagUnions } from './unions.ts'

/** Keywords that validate; everything else is documentation and would only make the compiled code larger. */
const VALIDATING_KEYWORDS = new Set([
  '$ref',
  'type',
  'const',
  'enum',
  'required',
  'properties',
  'patternProperties',
  'additionalProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'items',
  'prefixItems',
  'contains',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'discriminator',
])

/**
 * AJV's settings for code that runs in production. Its draft-07 dialect says all that a document needs and compiles to a
 * third less code than 2020-12, which keeps account of evaluated properties. It stops at the first violation of each branch, so that hostile
 * input cannot make it collect errors without end, and it carries no message texts, which are made from the parameters
 * of the violation.
 */
export const RUNTIME_OPTIONS: Options = {
  strict: false,
  discriminator: true,
  validateFormats: false,
  messages: false,
  inlineRefs: 3,
}

/** {@link RUNTIME_OPTIONS} for what comes as text: strings are converted to what the schema asks for, in place. */
export const TEXT_OPTIONS: Options = { ...RUNTIME_OPTIONS, coerceTypes: 'array' }

/** The `$id` under which the whole document is known to AJV. */
export const ROOT = 'document'

/** What is to be validated: operation id, then slot (`body`, `query`, `200`, ...), then the schema to hold values against. */
export type Roots = Record<string, Record<string, Schema>>

/**
 * @param document a normalised document
 * @returns the document as validators see it: unions told apart by their tags, documentation removed
 */
export function prepareForValidation(document: OpenApiDocument): OpenApiDocument {
  return mapDocumentSchemas(tagUnions(document), (root) =>
    mapSchema(root, (schema) => withNullAsType(onlyValidating(schema))),
  )
}

/**
 * @param prepared what {@link prepareForValidation} returned
 * @returns for each operation the schemas of its requests: of JSON bodies, and of all that comes as text (`form`, `path`,
 *   `query` and `headers`), whose validators convert strings to the types of the schema, in place
 */
export function requestRoots(prepared: OpenApiDocument): { bodies: Roots; texts: Roots } {
  const bodies: Roots = {}
  const texts: Roots = {}
  for (const located of operationsOf(prepared)) {
    const id = operationIdOf(located)
    const content = Object.entries(located.operation.requestBody?.content ?? {})
    const json = content.find(([mediaType]) => isJson(mediaTypeOf(mediaType)))?.[1].schema
    const form = content.find(([mediaType]) => isForm(mediaType))?.[1].schema
    if (json !== undefined) {
      bodies[id] = { body: json }
    }
    texts[id] = { ...(form && { form }), ...parameterSchemas(located) }
  }
  return { bodies, texts }
}

/**
 * @param document a document
 * @returns for each operation and status code the schema of its JSON body
 */
export function responseRoots(document: OpenApiDocument): Roots {
  const roots: Roots = {}
  for (const located of operationsOf(document)) {
    const ofOperation: Record<string, Schema> = {}
    for (const [code, response] of Object.entries(located.operation.responses ?? {})) {
      const json = Object.entries(response.content ?? {}).find(([name]) => isJson(mediaTypeOf(name)))
      const schema = json?.[1].schema
      if (schema !== undefined) {
        ofOperation[code] = schema
      }
    }
    roots[operationIdOf(located)] = ofOperation
  }
  return roots
}

/**
 * @param prepared a document whose components the schemas may refer to
 * @param roots the schemas to validate by
 * @param options AJV's settings
 * @returns the AJV instance, and the reference of each root in it
 */
export function loadRoots(
  prepared: OpenApiDocument,
  roots: Roots,
  options: Options,
): { ajv: Ajv; reference: (operationId: string, slot: string) => string } {
  const ajv = new Ajv(options)
  const names = new Map<string, string>()
  const pointers = new Map<string, string>()
  const flat: Record<string, Schema> = {}
  for (const [id, slots] of Object.entries(roots)) {
    for (const [slot, schema] of Object.entries(slots)) {
      // What many operations share, such as the error envelope, is compiled once.
      const key = JSON.stringify(schema)
      const name = names.get(key) ?? `v${names.size}`
      names.set(key, name)
      pointers.set(`${id} ${slot}`, name)
      flat[name] = schema
    }
  }
  ajv.addSchema({ $id: ROOT, components: { schemas: prepared.components?.schemas ?? {} }, roots: flat })
  return { ajv, reference: (id, slot) => `${ROOT}#/roots/${pointers.get(`${id} ${slot}`)}` }
}

function onlyValidating(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => VALIDATING_KEYWORDS.has(keyword))
  const validating: Schema = Object.fromEntries(kept)
  const { prefixItems, items, ...rest } = validating
  return prefixItems === undefined
    ? validating
    : { ...rest, ['items' as string]: prefixItems, ...(items && { additionalItems: items }) }
}

/** Keywords that say something of null as well, so that a list of types with null in it says something else. */
const OF_ANY_TYPE = ['enum', 'const', '$ref', 'anyOf', 'oneOf', 'allOf', 'not', 'if', 'discriminator']

/** "This, or null" is by far the most common union, and as a list of types it is a quarter of the code. */
function withNullAsType(schema: Schema): Schema {
  const { anyOf: [one, other, ...others] = [], ...rest } = schema
  const [nullable, nothing] = other?.type === 'null' ? [one, other] : [other, one]
  return others.length === 0 &&
    nothing?.type === 'null' &&
    Object.keys(rest).length === 0 &&
    typeof nullable?.type === 'string' &&
    !OF_ANY_TYPE.some((keyword) => keyword in nullable)
    ? { ...nullable, type: [nullable.type, 'null'] }
    : schema
}
