import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation'
import type {
  ResponsePlan,
  Echo,
  FieldShapes,
  Operation,
  OperationRoute,
} from '../../src/catalogue/contract.ts'
import {
  type JsonObject,
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../document/document.ts'
import { responsePlans } from './response-plan.ts'
import { echoPlanOf } from './echo-plan.ts'
import { eventSamples } from '../examples/event-samples.ts'
import { fieldShapes } from '../document/parameters.ts'
import { mapRootSchemas, mapSchema } from '../document/map-schemas.ts'
import { mapValues } from '../records.ts'

/** One operation, ready to be stored in the catalogue. */
export interface PreparedOperation {
  route: OperationRoute
  /** In Prism's format; its schemas refer to the document's components. */
  operation: Operation
  shapes: FieldShapes
  echoes: Record<string, Echo>
  events?: JsonObject[]
  plan: ResponsePlan
}

/** Fields of Prism's operations that the mock does not use; dropping `id` lets equal responses be shared. */
const UNUSED_FIELDS = [
  'id',
  'tags',
  'summary',
  'description',
  'extensions',
  'callbacks',
  'explicitProperties',
  'deprecatedReason',
]

/** Documentation keywords, which have no effect on mocking. */
const DOCUMENTATION_KEYWORDS = /^(?:description|\$schema|externalDocs|xml|\$comment|x-.*)$/

/** Hidden from Prism: the request decides whether to stream, not content negotiation. */
const EVENT_STREAM = 'text/event-stream'

/**
 * Converts the operations of a document to Prism's format, in document order.
 *
 * @param document a normalized document with examples
 * @param fullDocument the document of which `document` is a subset
 */
export function prepareOperations(
  document: OpenApiDocument,
  fullDocument: OpenApiDocument = document,
): PreparedOperation[] {
  const withoutContent = withoutEventStreams(withoutSchemas(document))
  // The transformer takes a Fragment, an index-signature type to which interfaces are not assignable.
  const transformed = transformOas3Operations({ ...withoutContent })
  const byMethodAndPath = new Map(
    transformed.map((operation) => [`${operation.method} ${operation.path}`, operation]),
  )
  const events = eventSamples(document)
  const planOf = responsePlans(fullDocument)
  return operationsOf(document).map((located) => {
    const sampledEvents = events.get(operationIdOf(located))
    const operation = byMethodAndPath.get(`${located.method} ${located.path}`)
    if (operation === undefined) {
      throw new Error(`${located.pointer} is missing after conversion to Prism's format`)
    }
    const stored = withSchemas({ ...(stripUnused(operation) as Operation), id: operation.id }, located)
    return {
      route: { ...routeOf(located), ...(sampledEvents && { streams: true as const }) },
      operation: stored,
      ...(sampledEvents && { events: sampledEvents }),
      shapes: fieldShapes(document, located),
      echoes: echoPlanOf(document, located),
      plan: planOf(located),
    }
  })
}

/** @returns the component schemas of a normalized document, without documentation */
export function prepareSchemas(document: OpenApiDocument): Record<string, Schema> {
  return mapValues(document.components?.schemas ?? {}, (schema) => mapSchema(schema, withoutDocumentation))
}

/** OpenAI's SDKs prefix every path with it, regardless of the document's servers. */
const SDK_BASE_PATH = '/v1'

/** @returns path prefixes of the document's servers (variables set to their defaults) and `/v1` */
export function basePathsOf(document: OpenApiDocument): string[] {
  const paths = (document.servers ?? []).map(({ url, variables = {} }) =>
    url
      .replaceAll(/\{([^}]+)\}/g, (_, name: string) => variables[name]?.default ?? '')
      .replace(/^[a-z]+:\/\/[^/]*/, '')
      .replace(/\?.*$/, '')
      .replace(/\/+$/, ''),
  )
  const prefixes = paths.filter((path) => path.startsWith('/'))
  return [...new Set([...prefixes, SDK_BASE_PATH])]
}

function routeOf(located: LocatedOperation): OperationRoute {
  const [path = '', search] = located.path.split('?')
  return {
    id: operationIdOf(located),
    method: located.method.toUpperCase(),
    path,
    ...(search !== undefined && { query: Object.fromEntries(new URLSearchParams(search)) }),
  }
}

/** Removes schemas before conversion: http-spec would copy and convert them, but ours are ready and stay references. */
function withoutSchemas(document: OpenApiDocument): OpenApiDocument {
  const { schemas: _, ...components } = document.components ?? {}
  return mapRootSchemas({ ...document, components }, () => ({}))
}

function withoutEventStreams(document: OpenApiDocument): OpenApiDocument {
  const filtered = (content: Record<string, MediaType>) =>
    Object.fromEntries(Object.entries(content).filter(([mediaType]) => mediaType !== EVENT_STREAM))
  return {
    ...document,
    paths: mapValues(document.paths, (item) =>
      mapValues(item, ({ 'x-oaiMeta': _, ...operation }) => ({
        ...operation,
        responses: mapValues(operation.responses ?? {}, (response) => ({
          ...response,
          ...(response.content && { content: filtered(response.content) }),
        })),
      })),
    ),
  }
}

function withSchemas(operation: Operation, { operation: source }: LocatedOperation): Operation {
  const schemaOf = (schema: Schema | undefined) =>
    schema === undefined ? {} : { schema: mapSchema(schema, withoutDocumentation) as object }
  const contents = (
    stored: { mediaType: string }[] | undefined,
    content: Record<string, MediaType> | undefined,
  ) => stored?.map((entry) => ({ ...entry, ...schemaOf(content?.[entry.mediaType]?.schema) }))
  const parameters = <P extends { name: string }>(stored: P[] | undefined, location: string) =>
    stored?.map((entry) => ({
      ...entry,
      ...schemaOf(
        source.parameters?.find(
          ({ name, in: parameterLocation }) => name === entry.name && parameterLocation === location,
        )?.schema,
      ),
    }))
  const { request } = operation
  return {
    ...operation,
    ...(request && {
      request: {
        ...request,
        ...(request.body && {
          body: { ...request.body, contents: contents(request.body.contents, source.requestBody?.content) },
        }),
        path: parameters(request.path, 'path'),
        query: parameters(request.query, 'query'),
        headers: parameters(request.headers, 'header'),
      },
    }),
    responses: operation.responses.map((response) => ({
      ...response,
      headers: response.headers?.map((header) => ({
        ...header,
        ...schemaOf(source.responses?.[response.code]?.headers?.[header.name]?.schema),
      })),
      contents: contents(response.contents, source.responses?.[response.code]?.content),
    })),
  } as Operation
}

function withoutDocumentation(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !DOCUMENTATION_KEYWORDS.test(keyword)),
  )
}

/** Drops unused fields and empty lists, except inside examples. */
function stripUnused(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stripUnused)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const kept = Object.entries(value).filter(
    ([key, member]) => !UNUSED_FIELDS.includes(key) && !(Array.isArray(member) && member.length === 0),
  )
  return Object.fromEntries(
    kept.map(([key, member]) => [key, key === 'value' ? member : stripUnused(member)]),
  )
}
