import { isRecord } from '../../src/web/json/is-record.ts'
import type { MediaType, OpenApiDocument, Parameter, ResponseObject, Schema } from './document.ts'

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

/**
 * Rebuilds a schema bottom-up. Only subschemas are visited, so examples, defaults and properties named like keywords
 * are not affected.
 *
 * @param schema the schema to rebuild (not mutated)
 * @param change receives each (sub)schema, with its subschemas already rebuilt, and returns the replacement
 */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  if (typeof schema !== 'object' || schema === null) {
    return schema
  }
  const rebuilt: Schema = { ...schema }
  for (const keyword of SCHEMA_KEYWORDS) {
    const value = rebuilt[keyword]
    if (isSchema(value)) {
      rebuilt[keyword] = mapSchema(value, change)
    }
  }
  for (const keyword of SCHEMA_LIST_KEYWORDS) {
    const value = rebuilt[keyword]
    if (Array.isArray(value)) {
      rebuilt[keyword] = value.map((part: Schema) => mapSchema(part, change))
    }
  }
  for (const keyword of SCHEMA_MAP_KEYWORDS) {
    const value = rebuilt[keyword]
    if (isSchema(value)) {
      rebuilt[keyword] = mapValues(value as Record<string, Schema>, (part) => mapSchema(part, change))
    }
  }
  return change(rebuilt)
}

/** A schema inside another. */
export interface Subschema {
  /** The property that it describes or the keyword that holds it; undefined for an item of a list of schemas. */
  name?: string
  schema: Schema
}

/** @returns the direct subschemas of a schema */
export function* subschemasOf(schema: Schema): Generator<Subschema> {
  for (const name of SCHEMA_KEYWORDS) {
    const value = schema[name]
    if (isSchema(value)) {
      yield { name, schema: value }
    }
  }
  for (const keyword of SCHEMA_LIST_KEYWORDS) {
    const value = schema[keyword]
    for (const part of Array.isArray(value) ? value : []) {
      if (isSchema(part)) {
        yield { schema: part }
      }
    }
  }
  for (const keyword of SCHEMA_MAP_KEYWORDS) {
    const value = schema[keyword]
    for (const [name, part] of isSchema(value) ? Object.entries(value) : []) {
      if (isSchema(part)) {
        yield { name, schema: part }
      }
    }
  }
}

/**
 * Rebuilds every schema of a document: components, parameters, request bodies, responses and their headers.
 *
 * @param document the document (not mutated)
 * @param change receives each root schema with its JSON Pointer, and returns the replacement
 */
export function mapDocumentSchemas(
  document: OpenApiDocument,
  change: (schema: Schema, pointer: string) => Schema,
): OpenApiDocument {
  const mediaTypes = (content: Record<string, MediaType>, pointer: string) =>
    mapValues(content, (mediaType, name) =>
      mediaType.schema === undefined
        ? mediaType
        : { ...mediaType, schema: change(mediaType.schema, `${pointer}/${name.replace('/', '~1')}/schema`) },
    )
  const responses = (all: Record<string, ResponseObject>, pointer: string) =>
    mapValues(all, (response, code) => ({
      ...response,
      ...(response.headers && {
        headers: mapValues(response.headers, (header, name) =>
          header.schema === undefined
            ? header
            : { ...header, schema: change(header.schema, `${pointer}/${code}/headers/${name}/schema`) },
        ),
      }),
      ...(response.content && { content: mediaTypes(response.content, `${pointer}/${code}/content`) }),
    }))
  const parameters = (all: Parameter[], pointer: string) =>
    all.map((parameter, index) =>
      parameter.schema === undefined
        ? parameter
        : { ...parameter, schema: change(parameter.schema, `${pointer}/${index}/schema`) },
    )
  return {
    ...document,
    paths: mapValues(document.paths, (item, path) =>
      mapValues(item, (operation, method) => {
        const pointer = `/paths/${path.replaceAll('/', '~1')}/${method}`
        const { parameters: own, requestBody, responses: answers } = operation
        return {
          ...operation,
          ...(own && { parameters: parameters(own, `${pointer}/parameters`) }),
          ...(requestBody && {
            requestBody: {
              ...requestBody,
              ...(requestBody.content && {
                content: mediaTypes(requestBody.content, `${pointer}/requestBody/content`),
              }),
            },
          }),
          ...(answers && { responses: responses(answers, `${pointer}/responses`) }),
        }
      }),
    ),
    ...(document.components && {
      components: {
        ...document.components,
        ...(document.components.schemas && {
          schemas: mapValues(document.components.schemas, (schema, name) =>
            change(schema, `/components/schemas/${name}`),
          ),
        }),
        ...(document.components.responses && {
          responses: responses(document.components.responses, '/components/responses'),
        }),
      },
    }),
  }
}

/** @returns an object with the same keys and transformed values */
export function mapValues<In, Out>(
  record: Record<string, In>,
  change: (value: In, key: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}

function isSchema(value: unknown): value is Schema {
  return isRecord(value)
}
