import { Ajv, type Options } from 'ajv'
import { acceptRequests } from '../accept/accept-requests.ts'
import {
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../document/document.ts'
import { isForm, isJson, mediaTypeOf } from '../../src/web/http/media-type.ts'
import { parameterSchemas } from '../document/parameters.ts'
import { mapSchemas } from '../document/map-schemas.ts'
import { discriminateUnions } from '../document/discriminate-unions.ts'
import { subsetOf } from '../document/subset.ts'

/** Keywords that affect validation; others would only enlarge the compiled code. */
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
 * AJV options for validators that run in production.
 *
 * - Draft-07 covers everything that documents use and compiles to a third less code than 2020-12, which tracks
 *   evaluated properties.
 * - Each branch stops at its first violation, so that hostile input cannot make it collect errors without limit.
 * - Messages are left out: they are built from the parameters of a violation.
 */
export const RUNTIME_OPTIONS: Options = {
  strict: false,
  discriminator: true,
  validateFormats: false,
  messages: false,
  inlineRefs: 3,
}

/** {@link RUNTIME_OPTIONS} for text input: strings are converted to the schema's types, in place. */
export const TEXT_OPTIONS: Options = { ...RUNTIME_OPTIONS, coerceTypes: 'array' }

/** The `$id` of the document's components in AJV. */
export const ROOT = 'document'

/** Schemas to compile: operation id, then slot (`body`, `query`, `200`, ...), then schema. */
export type Roots = Record<string, Record<string, Schema>>

/**
 * Prepares a document for AJV: discriminates unions by their tags and removes documentation.
 *
 * @param document a normalized document
 */
export function prepareForValidation(document: OpenApiDocument): OpenApiDocument {
  return mapSchemas(discriminateUnions(document), (schema) => withNullAsType(keepValidatingKeywords(schema)))
}

/** Documents whose request schemas are compiled. */
export interface PreparedRequests {
  /** With the schemas of JSON bodies, which accept more than the document does. */
  bodies: OpenApiDocument
  /** With the schemas of forms and parameters. */
  texts: OpenApiDocument
}

/**
 * Prepares the request schemas of a document for AJV.
 *
 * @param document a normalized document
 * @param ids the operations to prepare; all by default
 */
export function prepareRequests(document: OpenApiDocument, ids?: ReadonlySet<string>): PreparedRequests {
  return {
    bodies: prepareForValidation(acceptRequests(document, ids)),
    texts: prepareForValidation(ids === undefined ? document : subsetOf(document, ids)),
  }
}

/**
 * Collects the request schemas of each operation: `bodies` has JSON bodies; `texts` has `form`, `path`, `query` and
 * `headers`, whose validators convert strings to the schema's types, in place.
 *
 * @param prepared result of {@link prepareRequests}
 */
export function requestRoots(prepared: PreparedRequests): { bodies: Roots; texts: Roots } {
  const bodies: Roots = {}
  const texts: Roots = {}
  for (const located of operationsOf(prepared.bodies)) {
    const json = contentOf(located).find(([mediaType]) => isJson(mediaTypeOf(mediaType)))?.[1].schema
    if (json !== undefined) {
      bodies[operationIdOf(located)] = { body: json }
    }
  }
  for (const located of operationsOf(prepared.texts)) {
    const form = contentOf(located).find(([mediaType]) => isForm(mediaType))?.[1].schema
    texts[operationIdOf(located)] = { ...(form && { form }), ...parameterSchemas(located) }
  }
  return { bodies, texts }
}

function contentOf({ operation }: LocatedOperation): [mediaType: string, content: MediaType][] {
  return Object.entries(operation.requestBody?.content ?? {})
}

/** @returns for each operation and status code, the schema of the JSON response body */
export function responseRoots(document: OpenApiDocument): Roots {
  const roots: Roots = {}
  for (const located of operationsOf(document)) {
    const schemasByCode: Record<string, Schema> = {}
    for (const [code, response] of Object.entries(located.operation.responses ?? {})) {
      const json = Object.entries(response.content ?? {}).find(([name]) => isJson(mediaTypeOf(name)))
      const schema = json?.[1].schema
      if (schema !== undefined) {
        schemasByCode[code] = schema
      }
    }
    roots[operationIdOf(located)] = schemasByCode
  }
  return roots
}

/**
 * @param prepared a document with the components that the schemas refer to
 * @param roots the schemas to compile
 * @param options AJV options
 * @returns the AJV instance, and a function that returns the reference of each root
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
      // Schemas that many operations share, such as the error envelope, are compiled once.
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

/** Drops keywords that do not affect validation, and converts tuples to draft-07. */
export function keepValidatingKeywords(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => VALIDATING_KEYWORDS.has(keyword))
  const validating: Schema = Object.fromEntries(kept)
  const { prefixItems, items, ...rest } = validating
  const draft07Items = Object.entries({ items: prefixItems, ...(items && { additionalItems: items }) })
  return prefixItems === undefined ? validating : { ...rest, ...Object.fromEntries(draft07Items) }
}

/** Keywords that also apply to null, so that adding null to `type` would change their meaning. */
const TYPE_INDEPENDENT_KEYWORDS = [
  'enum',
  'const',
  '$ref',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'if',
  'discriminator',
]

/** Rewrites "X or null", by far the most common union, as a list of types, which compiles to a quarter of the code. */
function withNullAsType(schema: Schema): Schema {
  const { anyOf: [one, other, ...others] = [], ...rest } = schema
  const [nullable, nullBranch] = other?.type === 'null' ? [one, other] : [other, one]
  return others.length === 0 &&
    nullBranch?.type === 'null' &&
    Object.keys(rest).length === 0 &&
    typeof nullable?.type === 'string' &&
    !TYPE_INDEPENDENT_KEYWORDS.some((keyword) => keyword in nullable)
    ? { ...nullable, type: [nullable.type, 'null'] }
    : schema
}
