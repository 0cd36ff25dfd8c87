import { dump, load, YAMLException } from 'js-yaml'
import { isRecord } from '../../src/web/json/is-record.ts'
import { asJson } from '../../src/web/json/narrow.ts'
import { BuildError } from '../diagnostics.ts'
import { formatPointer } from '../../src/web/json/pointer.ts'

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A JSON object. */
export type JsonObject = { [key: string]: Json }

/** A JSON Schema object in an OpenAPI document. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  const?: Json
  enum?: Json[]
  default?: Json
  example?: Json
  examples?: Json[]
  nullable?: boolean
  format?: string
  title?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number | boolean
  exclusiveMaximum?: number | boolean
  minItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  discriminator?: { propertyName: string; mapping?: Record<string, string> }
  [keyword: string]: unknown
}

/** Our extension, set by an overlay: the value that the service sends unless it has another one. */
export const SERVICE_VALUE = 'x-mock-value'

/** Our extension, set by an overlay: true for a member that the service sends only if the request has it, or never. */
export const OMITTED = 'x-mock-omitted'

/** An OpenAPI example object. */
export interface Example {
  summary?: string
  value?: Json
}

/** An OpenAPI media type object. */
export interface MediaType {
  schema?: Schema
  example?: Json
  examples?: Record<string, Example>
  encoding?: Record<string, unknown>
}

/** An OpenAPI parameter object. */
export interface Parameter {
  name: string
  in: 'query' | 'path' | 'header' | 'cookie'
  description?: string
  required?: boolean
  style?: string
  explode?: boolean
  schema?: Schema
}

/** An OpenAPI request body object. */
export interface RequestBody {
  required?: boolean
  content?: Record<string, MediaType>
}

/** An OpenAPI response object. */
export interface ResponseObject {
  description?: string
  headers?: Record<string, { schema?: Schema }>
  content?: Record<string, MediaType>
}

/** An OpenAPI operation object, with the part of OpenAI's `x-oaiMeta` that the build reads. */
export interface OperationObject {
  operationId?: string
  deprecated?: boolean
  parameters?: Parameter[]
  requestBody?: RequestBody
  responses?: Record<string, ResponseObject>
  'x-oaiMeta'?: { examples?: UsageExample | UsageExample[] }
  /** Our extension, see `compiler/operations/echo-plan.ts`. */
  'x-mock-echo'?: Record<string, string>
  'x-mock-resolves-model'?: boolean
}

/** A usage example of OpenAI's API reference: a request and its response, as text. */
export interface UsageExample {
  title?: string
  /** Shell commands and programs, by language. */
  request?: Record<string, unknown>
  response?: unknown
}

/** The parts of an OpenAPI 3.x document that the build reads. */
export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string }
  servers?: { url: string; variables?: Record<string, { default?: string }> }[]
  security?: JsonObject[]
  paths: Record<string, Record<string, OperationObject>>
  components?: {
    schemas?: Record<string, Schema>
    responses?: Record<string, ResponseObject>
    parameters?: Record<string, Parameter>
    requestBodies?: Record<string, RequestBody>
    [kind: string]: unknown
  }
}

/** The part of a document needed to resolve references. */
export type Components = Pick<OpenApiDocument, 'components'>

/** HTTP methods of an OpenAPI path item (OpenAPI 3.1, Path Item Object). */
export const HTTP_METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** An operation with its location in the document. */
export interface LocatedOperation {
  /** Key in `paths`; may include a query: `/responses?beta=true`. */
  path: string
  /** HTTP method in lower case. */
  method: string
  operation: OperationObject
  /** JSON Pointer to the operation. */
  pointer: string
}

/**
 * @param text an OpenAPI 3.x document in YAML or JSON
 * @param origin name of the text in errors
 * @throws {BuildError} if the text does not parse (with line and column) or is not an OpenAPI 3.x document
 */
export function parseOpenApi(text: string, origin: string): OpenApiDocument {
  const document = parseYaml(text, origin)
  if (!isObject(document) || typeof document['openapi'] !== 'string') {
    throw new BuildError(`${origin} is not an OpenAPI document: the field "openapi" is missing`)
  }
  if (!/^3\.\d/.test(document['openapi'])) {
    throw new BuildError(`${origin} is OpenAPI ${document['openapi']}; supported versions are 3.0 to 3.2`)
  }
  if (!isComplete(document)) {
    throw new BuildError(`${origin} is not a complete OpenAPI document: "info" and "paths" are required`)
  }
  return document
}

function isComplete(document: object): document is OpenApiDocument {
  return 'paths' in document && isObject(document.paths) && 'info' in document && isObject(document.info)
}

/**
 * @param text YAML or JSON
 * @param origin name of the text in errors
 * @throws {BuildError} with line and column of the first syntax error
 */
export function parseYaml(text: string, origin: string): Json {
  try {
    return asJson(load(text)) ?? null
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error
    }
    const { reason, mark } = error
    const place = mark === undefined ? '' : `, line ${mark.line + 1}, column ${mark.column + 1}`
    throw new BuildError(`${origin}${place}: ${reason}`)
  }
}

/** @returns the document as YAML, without aliases */
export function renderYaml(document: OpenApiDocument): string {
  return dump(document, { lineWidth: -1, noRefs: true })
}

/** @returns every operation, in the document's order */
export function operationsOf(document: OpenApiDocument): LocatedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item ?? {})
      .filter(([method]) => HTTP_METHODS.includes(method))
      .map(([method, operation]) => ({
        path,
        method,
        operation,
        pointer: formatPointer(['paths', path, method]),
      })),
  )
}

/** @returns the operationId, or method and path if the document has none */
export function operationIdOf({ operation, method, path }: LocatedOperation): string {
  return operation.operationId ?? `${method} ${path}`
}

/** @returns true for a JSON object, false for arrays and null */
export function isObject(value: unknown): value is JsonObject {
  return isRecord(value)
}

/** @returns true for a schema that is an object, false for boolean schemas */
export function isSchema(value: unknown): value is Schema {
  return isRecord(value)
}

const SCHEMA_PREFIX = '#/components/schemas/'

/** @returns the name of the component schema that a reference points to */
export function referencedSchema(schema: Schema): string | undefined {
  return schema.$ref?.startsWith(SCHEMA_PREFIX) ? schema.$ref.slice(SCHEMA_PREFIX.length) : undefined
}

/** @returns a reference to a component schema */
export function referenceTo(name: string): string {
  return SCHEMA_PREFIX + name
}

/**
 * Follows references to component schemas.
 *
 * @returns the referenced schema, or `{}` if it is missing or circular
 */
export function resolveSchema(document: Components, schema: Schema): Schema {
  const seen = new Set<string>()
  let current = schema
  for (let name = referencedSchema(current); name !== undefined; name = referencedSchema(current)) {
    const target = document.components?.schemas?.[name]
    if (target === undefined || seen.has(name)) {
      return {}
    }
    seen.add(name)
    current = target
  }
  return current
}

/**
 * Follows references of a parameter, request body or response to shared ones.
 *
 * @param value the component, or a reference to one
 * @param shared the document's components of the same kind
 * @returns the component, or undefined with the reference that cannot be resolved
 */
export function resolveComponent<T extends object>(
  value: T,
  shared: Record<string, T> = {},
): { component: T | undefined; reference: string } {
  let component: T | undefined = value
  let reference = ''
  const seen = new Set<T>()
  while (component !== undefined && '$ref' in component && typeof component.$ref === 'string') {
    reference = component.$ref
    const isCircular = seen.has(component)
    seen.add(component)
    const [root, kind, , name = ''] = reference.split('/')
    component = root === '#' && kind === 'components' && !isCircular ? shared[name] : undefined
  }
  return { component, reference }
}
