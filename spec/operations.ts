import { transformOas3Operations } from '@stoplight/http-spec/oas3/operation'
import type { AnswerPlan, Echo, FieldShapes, Operation, OperationRoute } from '../src/catalogue/types.ts'
import {
  type JsonObject,
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from './document.ts'
import { answerPlans } from './answer-plans.ts'
import { echoesOf } from './echoes.ts'
import { eventSamples } from './event-samples.ts'
import { fieldShapes } from './parameters.ts'
import { mapDocumentSchemas, mapSchema, mapValues } from './schemas.ts'

/** One operation, ready to be stored. */
export interface PreparedOperation {
  route: OperationRoute
  /** Prism's form; its schemas refer to the document's components. */
  operation: Operation
  shapes: FieldShapes
  echoes: Record<string, Echo>
  events?: JsonObject[]
  plan: AnswerPlan
}

/** Fields of Prism's operations that mocking does not read; without the ids, equal responses are equal. */
const UNREAD = [
  'id',
  'tags',
  'summary',
  'description',
  'extensions',
  'callbacks',
  'explicitProperties',
  'deprecatedReason',
]

/** Keywords that describe a schema to people; the rest steers mocking. */
const PROSE = /^(?:description|\$schema|externalDocs|xml|\$comment|x-.*)$/

/** What streams is decided by the request, never by negotiation, so Prism must not see this media type. */
const EVENT_STREAM = 'text/event-stream'

/**
 * @param document a normalised document with examples
 * @param whole the document that `document` is a slice of
 * @returns its operations in Prism's form, in the document's order
 */
export function prepareOperations(
  document: OpenApiDocument,
  whole: OpenApiDocument = document,
): PreparedOperation[] {
  const bare = withoutEventStreams(withoutSchemas(document))
  // The transformer wants a Fragment, an index-signature type that no interface satisfies.
  const transformed = transformOas3Operations({ ...bare })
  const byPlace = new Map(
    transformed.map((operation) => [`${operation.method} ${operation.path}`, operation]),
  )
  const events = eventSamples(document)
  const planOf = answerPlans(whole)
  return operationsOf(document).map((located) => {
    const told = events.get(operationIdOf(located))
    const operation = byPlace.get(`${located.method} ${located.path}`)
    if (operation === undefined) {
      throw new Error(`${located.pointer} was lost on its way into Prism's form`)
    }
    const stored = withSchemas({ ...(stripped(operation) as Operation), id: operation.id }, located)
    return {
      route: { ...routeOf(located), ...(told && { streams: true as const }) },
      operation: stored,
      ...(told && { events: told }),
      shapes: fieldShapes(document, located),
      echoes: echoesOf(document, located),
      plan: planOf(located),
    }
  })
}

/**
 * @param document a normalised document
 * @returns its component schemas without prose
 */
export function prepareSchemas(document: OpenApiDocument): Record<string, Schema> {
  return mapValues(document.components?.schemas ?? {}, (schema) => mapSchema(schema, withoutProse))
}

/** SDKs of OpenAI's API put it before every path, whatever the document's servers are. */
const SDK_BASE_PATH = '/v1'

/** @returns the path prefixes of the document's servers, the variables in them by their defaults, and `/v1` */
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

/** http-spec copies and converts every schema it meets; ours are in order already and stay references. */
function withoutSchemas(document: OpenApiDocument): OpenApiDocument {
  const { schemas: _, ...components } = document.components ?? {}
  return mapDocumentSchemas({ ...document, components }, () => ({}))
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
    schema === undefined ? {} : { schema: mapSchema(schema, withoutProse) as object }
  const contents = (
    stored: { mediaType: string }[] | undefined,
    content: Record<string, MediaType> | undefined,
  ) => stored?.map((entry) => ({ ...entry, ...schemaOf(content?.[entry.mediaType]?.schema) }))
  const parameters = <P extends { name: string }>(stored: P[] | undefined, where: string) =>
    stored?.map((entry) => ({
      ...entry,
      ...schemaOf(
        source.parameters?.find(({ name, in: place }) => name === entry.name && place === where)?.schema,
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

function withoutProse(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !PROSE.test(keyword)))
}

/** Drops what is not read and empty lists, everywhere but inside examples. */
function stripped(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(stripped)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const kept = Object.entries(value).filter(
    ([key, member]) => !UNREAD.includes(key) && !(Array.isArray(member) && member.length === 0),
  )
  return Object.fromEntries(kept.map(([key, member]) => [key, key === 'value' ? member : stripped(member)]))
}
