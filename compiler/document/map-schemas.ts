import { formatPointer, type JsonPath } from '../../src/web/json/pointer.ts'
import {
  isSchema,
  type MediaType,
  type OpenApiDocument,
  type Parameter,
  type ResponseObject,
  type Schema,
} from './document.ts'
import { copyOf, type Replacement, replaceValues, setMember } from './replace-values.ts'

/** Keywords whose value is one schema. */
const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set([
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
])
/** Keywords whose value is a list of schemas. */
const SCHEMA_LIST_KEYWORDS: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems'])
/** Keywords whose value is an object of schemas. */
const SCHEMA_MAP_KEYWORDS: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
])

/** A schema inside another. */
export interface Subschema {
  /** The property that it describes or the keyword that holds it; undefined for an item of a list of schemas. */
  name?: string
  /** The keyword that holds it. */
  keyword: string
  /** Its index or name inside the keyword's value, if that is a list or object of schemas. */
  key?: string
  schema: Schema
}

/**
 * @returns the direct subschemas of a schema; examples, defaults and properties named like keywords are not taken for
 *   schemas
 */
export function subschemasOf(schema: Schema): Subschema[] {
  const found: Subschema[] = []
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword]
    if (typeof value !== 'object' || value === null) {
      continue
    }
    if (SCHEMA_KEYWORDS.has(keyword)) {
      if (isSchema(value)) {
        found.push({ name: keyword, keyword, schema: value })
      }
    } else if (SCHEMA_LIST_KEYWORDS.has(keyword)) {
      found.push(...membersOf(value).map(([key, part]) => ({ keyword, key, schema: part })))
    } else if (SCHEMA_MAP_KEYWORDS.has(keyword)) {
      found.push(...membersOf(value).map(([key, part]) => ({ name: key, keyword, key, schema: part })))
    }
  }
  return found
}

function membersOf(value: object): [key: string, schema: Schema][] {
  return Object.entries(value).filter((member): member is [string, Schema] => isSchema(member[1]))
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
  return change(mapSubschemas(schema, ({ schema: inner }) => mapSchema(inner, change)))
}

/**
 * Replaces the direct subschemas of a schema.
 *
 * @param schema the schema (not mutated)
 * @param change receives each direct subschema, and returns the replacement
 */
export function mapSubschemas(schema: Schema, change: (subschema: Subschema) => Schema): Schema {
  const rebuilt: Schema = { ...schema }
  for (const subschema of subschemasOf(schema)) {
    const { keyword, key } = subschema
    const changed = change(subschema)
    if (key === undefined) {
      rebuilt[keyword] = changed
    } else {
      const copy = rebuilt[keyword] === schema[keyword] ? copyOf(schema[keyword]) : Object(rebuilt[keyword])
      setMember(copy, key, changed)
      rebuilt[keyword] = copy
    }
  }
  return rebuilt
}
