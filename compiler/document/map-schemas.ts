import { formatPointer, type JsonPath } from '../../src/web/json/pointer.ts'
import {
  isSchema,
  type MediaType,
  type OpenApiDocument,
  type Parameter,
  type ResponseObject,
  type Schema,
} from './document.ts'
import { type Replacement, replaceValues } from './replace-values.ts'

/** Keywords whose value is one schema. */
const SCHEMA_KEYWORDS = [
  'items',
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
]
/** Keywords whose value is a list of schemas. */
const SCHEMA_LIST_KEYWORDS = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
/** Keywords whose value is an object of schemas. */
const SCHEMA_MAP_KEYWORDS = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']

/** A schema inside another. */
export interface Subschema {
  /** The property that it describes or the keyword that holds it; undefined for an item of a list of schemas. */
  name?: string
  /** Its location in the outer schema: `['properties', 'id']`. */
  path: JsonPath
  schema: Schema
}

/**
 * Yields the direct subschemas of a schema, so that examples, defaults and properties named like keywords are not taken
 * for schemas.
 */
export function* subschemasOf(schema: Schema): Generator<Subschema> {
  for (const name of SCHEMA_KEYWORDS) {
    const value = schema[name]
    if (isSchema(value)) {
      yield { name, path: [name], schema: value }
    }
  }
  for (const keyword of SCHEMA_LIST_KEYWORDS) {
    const value = schema[keyword]
    for (const [index, part] of Array.isArray(value) ? value.entries() : []) {
      if (isSchema(part)) {
        yield { path: [keyword, String(index)], schema: part }
      }
    }
  }
  for (const keyword of SCHEMA_MAP_KEYWORDS) {
    const value = schema[keyword]
    for (const [name, part] of isSchema(value) ? Object.entries(value) : []) {
      if (isSchema(part)) {
        yield { name, path: [keyword, name], schema: part }
      }
    }
  }
}

/** Receives a root schema of a document and its location. */
export type SchemaVisitor = (schema: Schema, path: JsonPath) => void

/** Visits the root schemas of a document: of parameters, request bodies, responses, headers and components. */
export function visitSchemas(document: OpenApiDocument, visit: SchemaVisitor): void {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, { parameters, requestBody, responses }] of Object.entries(item)) {
      const at = ['paths', path, method]
      visitHolders(parameters, [...at, 'parameters'], visit)
      visitHolders(requestBody?.content, [...at, 'requestBody', 'content'], visit)
      visitResponses(responses, [...at, 'responses'], visit)
    }
  }
  const { schemas = {}, responses } = document.components ?? {}
  for (const [name, schema] of Object.entries(schemas)) {
    visit(schema, ['components', 'schemas', name])
  }
  visitResponses(responses, ['components', 'responses'], visit)
}

function visitResponses(
  responses: Record<string, ResponseObject> | undefined,
  path: JsonPath,
  visit: SchemaVisitor,
): void {
  for (const [code, { headers, content }] of Object.entries(responses ?? {})) {
    visitHolders(headers, [...path, code, 'headers'], visit)
    visitHolders(content, [...path, code, 'content'], visit)
  }
}

/** Visits the member `schema` of parameters, headers or media types. */
function visitHolders(
  holders: Parameter[] | Record<string, MediaType> | undefined,
  path: JsonPath,
  visit: SchemaVisitor,
): void {
  for (const [key, { schema }] of Object.entries(holders ?? {})) {
    if (schema !== undefined) {
      visit(schema, [...path, key, 'schema'])
    }
  }
}

/**
 * Replaces the root schemas of a document.
 *
 * @param document the document (not mutated)
 * @param change receives each root schema with its JSON Pointer, and returns the replacement
 */
export function mapRootSchemas(
  document: OpenApiDocument,
  change: (schema: Schema, pointer: string) => Schema,
): OpenApiDocument {
  const replacements: Replacement[] = []
  visitSchemas(document, (schema, path) => {
    replacements.push([path, change(schema, formatPointer(path))])
  })
  return replaceValues(document, replacements)
}

/**
 * Rebuilds every schema of a document bottom-up.
 *
 * @param document the document (not mutated)
 * @param change receives each schema, with its subschemas already rebuilt, and the JSON Pointer of its root schema
 */
export function mapSchemas(
  document: OpenApiDocument,
  change: (schema: Schema, pointer: string) => Schema,
): OpenApiDocument {
  return mapRootSchemas(document, (root, pointer) => mapSchema(root, (schema) => change(schema, pointer)))
}

/**
 * Rebuilds a schema bottom-up.
 *
 * @param schema the schema to rebuild (not mutated)
 * @param change receives each (sub)schema, with its subschemas already rebuilt, and returns the replacement
 */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  if (!isSchema(schema)) {
    return schema
  }
  const replacements = [...subschemasOf(schema)].map((inner): Replacement => [
    inner.path,
    mapSchema(inner.schema, change),
  ])
  return change(replaceValues(schema, replacements))
}
