import type { JsonObject } from '../web/json/json.ts'
import { isForm, isJson } from '../web/http/media-type.ts'
import { linkSchemas, type SchemaLinker } from './link-schemas.ts'
import { expandStatePlan } from './state-plan.ts'
import type {
  ResponsePlan,
  CatalogueData,
  DocumentInfo,
  Echo,
  FieldShapes,
  Operation,
  OperationRoute,
  StatePlan,
  RequestFacts,
  UserExample,
  StoredOperation,
} from './contract.ts'

/** An operation with everything needed to answer it. */
export interface CataloguedOperation {
  route: OperationRoute
  /** The operation in Prism's form; its schemas are linked, not copied. */
  prism: Operation
  /** Recursive schemas by name. The inner occurrence is a reference, `#/__bundled__/{name}`. */
  recursive: Readonly<Record<string, unknown>>
  shapes: FieldShapes
  /** Media types of accepted request bodies. */
  accepts: AcceptedBodies
  /** Request properties that the response repeats. */
  echoes: Record<string, Echo>
  /** Paths of the ids and timestamps in its responses. */
  plan: ResponsePlan
  /** How the operation uses kept objects; undefined if it does not. */
  state: StatePlan | undefined
  /** Facts about requests for service rules, if the document has any. */
  facts: RequestFacts | undefined
  /** User examples that every successful response contains. */
  userExamples: readonly UserExample[]
  /** Sampled stream events, if the document declares a stream. Unused if the operation's row has a `stream`. */
  events: readonly JsonObject[]
  /** Status codes of its responses, in the document's order. */
  statuses: readonly string[]
  /** Names of the examples of each response, by status code. */
  examples: ReadonlyMap<string, readonly string[]>
}

/** Request bodies that an operation accepts. */
export interface AcceptedBodies {
  /** In document order; empty if the operation has no body. */
  mediaTypes: readonly string[]
  json: boolean
  /** True if one of the two media types of HTML forms is accepted. */
  form: boolean
}

/** Typed access to the generated catalogue. */
export interface Catalogue {
  document: DocumentInfo
  basePaths: readonly string[]
  routes: readonly OperationRoute[]
  /** Dates at which models shut down, by model, as far as the document has them. */
  shutdownDates: Readonly<Record<string, string>>
  /** Numbers of distinct responses and component schemas. */
  counts: { responses: number; schemas: number }
  /**
   * @param id an `operationId` of {@link Catalogue.routes}
   * @returns the operation, parsed and linked on first use, then cached
   * @throws {RangeError} if the id is unknown
   */
  operation(id: string): CataloguedOperation
  /**
   * @param id an `operationId` of {@link Catalogue.routes}
   * @returns the operation's responses, without parsing any schema
   * @throws {RangeError} if the id is unknown
   */
  outline(id: string): Outline
}

/** The responses of an operation. */
export type Outline = Pick<CataloguedOperation, 'statuses' | 'examples'>

/**
 * Opens the generated catalogue. Operations stay JSON text until first use, so start-up parses nothing.
 */
export function openCatalogue(data: CatalogueData): Catalogue {
  const indexes = new Map(data.routes.map((route, index) => [route.id, index]))
  const cache = new Map<string, CataloguedOperation>()
  const linker = linkSchemas(data.schemas)
  return {
    document: data.document,
    basePaths: data.basePaths,
    routes: data.routes,
    shutdownDates: data.shutdownDates,
    counts: { responses: data.responses.length, schemas: Object.keys(data.schemas).length },
    operation(id) {
      const cached = cache.get(id)
      if (cached !== undefined) {
        return cached
      }
      const operation = linkOperation(data, indexes.get(id), linker)
      cache.set(id, operation)
      return operation
    },
    outline: (id) => cache.get(id) ?? outlineOf(storedOperation(data, indexes.get(id)).responses),
  }
}

interface ParsedOperation {
  route: OperationRoute
  stored: StoredOperation
  responses: Operation['responses']
}

function storedOperation(data: CatalogueData, index: number | undefined): ParsedOperation {
  const route = index === undefined ? undefined : data.routes[index]
  const text = index === undefined ? undefined : data.operations[index]
  if (route === undefined || text === undefined) {
    throw new RangeError('unknown operationId: the catalogue does not contain it')
  }
  const operation: StoredOperation = JSON.parse(text)
  return {
    route,
    stored: operation,
    responses: operation.responses.map((at) => JSON.parse(data.responses[at] ?? '{}')),
  }
}

function outlineOf(responses: Operation['responses']): Outline {
  return {
    statuses: responses.map(({ code }) => code),
    examples: new Map(responses.map((response) => [response.code, exampleNames(response)])),
  }
}

function linkOperation(
  data: CatalogueData,
  index: number | undefined,
  linker: SchemaLinker,
): CataloguedOperation {
  const { route, stored, responses } = storedOperation(data, index)
  const unlinked: Operation = { ...stored.operation, responses }
  const prism = linker.link(unlinked)
  // Recursive schemas keep a reference; Prism's generators look it up in `__bundled__`.
  return {
    route,
    recursive: linker.recursive,
    shapes: stored.shapes,
    accepts: acceptedBodies(unlinked),
    echoes: stored.echoes,
    plan: stored.plan,
    state: stored.state && expandStatePlan(route, stored.state),
    facts: stored.facts,
    userExamples: stored.own ?? [],
    events: stored.events ?? [],
    prism: Object.assign(prism, { __bundled__: linker.recursive }),
    ...outlineOf(responses),
  }
}

function acceptedBodies({ request }: Operation): AcceptedBodies {
  const mediaTypes = (request?.body?.contents ?? []).map(({ mediaType }) => mediaType)
  return { mediaTypes, json: mediaTypes.some(isJson), form: mediaTypes.some(isForm) }
}

function exampleNames({ contents = [] }: Operation['responses'][number]): string[] {
  return [...new Set(contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)))]
}
