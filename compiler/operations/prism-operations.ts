import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation'
import type {
  ResponsePlan,
  Echo,
  FieldShapes,
  Operation,
  OperationRoute,
  StatePlan,
  RequestFacts,
} from '../../src/catalogue/contract.ts'
import {
  isObject,
  type JsonObject,
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../document/document.ts'
import { requestFacts } from './request-facts.ts'
import { responsePlans } from './response-plan.ts'
import { echoPlanOf } from './echo-plan.ts'
import { statePlans } from './state-plan.ts'
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
  state?: StatePlan
  facts?: RequestFacts
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
  const statePlanOf = statePlans(fullDocument)
  const factsOf = requestFacts(fullDocument)
  return operationsOf(document).map((located) => {
    const sampledEvents = events.get(operationIdOf(located))
    const operation = byMethodAndPath.get(`${located.method} ${located.path}`)
    if (operation === undefined) {
      throw new Error(`${located.pointer} is missing after conversion to Prism's format`)
    }
    const stored = structuredClone(operation)
    removeUnused(stored)
    stored.id = operation.id
    const state = statePlanOf(located)
    addSchemas(stored, located)
    return {
      route: { ...routeOf(located), ...(sampledEvents && { streams: true as const }) },
      operation: stored,
      ...(sampledEvents && { events: sampledEvents }),
      shapes: fieldShapes(document, located),
      echoes: echoPlanOf(document, located),
      plan: planOf(located),
      ...(state && { state }),
      ...factsOf(located),
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

/** Adds our schemas to a converted operation. */
function addSchemas(converted: Operation, { operation: source }: LocatedOperation): void {
  const { request = {}, responses } = converted
  addContentSchemas(request.body?.contents, source.requestBody?.content)
  for (const [location, parameters] of Object.entries({
    path: request.path,
    query: request.query,
    header: request.headers,
  })) {
    for (const parameter of parameters ?? []) {
      addSchema(
        parameter,
        source.parameters?.find((one) => one.in === location && one.name === parameter.name)?.schema,
      )
    }
  }
  for (const response of responses) {
    const { headers, content } = source.responses?.[response.code] ?? {}
    response.headers?.forEach((header) => addSchema(header, headers?.[header.name]?.schema))
    addContentSchemas(response.contents, content)
  }
}

function addContentSchemas(
  converted: { mediaType: string }[] = [],
  content: Record<string, MediaType> = {},
): void {
  converted.forEach((entry) => addSchema(entry, content[entry.mediaType]?.schema))
}

function addSchema(holder: object, schema: Schema | undefined): void {
  Object.assign(holder, schema && { schema: mapSchema(schema, withoutDocumentation) })
}

function withoutDocumentation(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !DOCUMENTATION_KEYWORDS.test(keyword)),
  )
}

/** Removes unused fields and empty lists in place, except inside examples. */
function removeUnused(value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach(removeUnused)
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      if (UNUSED_FIELDS.includes(key) || (Array.isArray(member) && member.length === 0)) {
        delete value[key]
      } else if (key !== 'value') {
        removeUnused(member)
      }
    }
  }
}
