import type { JsonObject } from '../json/json.ts'
import { isForm, isJson } from '../openai/media-types.ts'
import { linkSchemas, type SchemaLinker } from './link-schemas.ts'
import type {
  AnswerPlan,
  CatalogueData,
  DocumentInfo,
  Echo,
  FieldShapes,
  Operation,
  OperationRoute,
  OwnExample,
  StoredOperation,
} from './types.ts'

/** One operation with everything that answering it takes. */
export interface CataloguedOperation {
  route: OperationRoute
  /** The operation in Prism's form; its schemas are linked, not copied. */
  prism: Operation
  /** Schemas that contain themselves, by the name that stands for the inner occurrence: `#/__bundled__/{name}`. */
  recursive: Readonly<Record<string, unknown>>
  shapes: FieldShapes
  /** Media types of the bodies that it takes. */
  accepts: AcceptedBodies
  /** Properties that answers repeat from requests. */
  echoes: Record<string, Echo>
  /** Where its answers have ids and times. */
  plan: AnswerPlan
  /** What its successful answers say, whatever the request. */
  own: readonly OwnExample[]
  /** Events of its stream, where the document declares one that no projection tells. */
  events: readonly JsonObject[]
  /** Status codes of its responses, in the document's order. */
  statuses: readonly string[]
  /** Names of the examples of each response, by status code. */
  examples: ReadonlyMap<string, readonly string[]>
}

/** Which bodies an operation takes. */
export interface AcceptedBodies {
  /** In the document's order; none when it takes no body. */
  mediaTypes: readonly string[]
  /** True when JSON is among them. */
  json: boolean
  /** True when one of the two media types of HTML forms is among them. */
  form: boolean
}

/** Typed access to what `npm run spec` generated. */
export interface Catalogue {
  document: DocumentInfo
  basePaths: readonly string[]
  routes: readonly OperationRoute[]
  /** How many different responses and component schemas it has. */
  counts: { responses: number; schemas: number }
  /**
   * @param id an `operationId` of {@link Catalogue.routes}
   * @returns the operation, parsed and linked at its first use and kept
   * @throws {RangeError} for an id that the catalogue does not have
   */
  operation(id: string): CataloguedOperation
  /**
   * @param id an `operationId` of {@link Catalogue.routes}
   * @returns which responses it has, for little: no schema is parsed
   * @throws {RangeError} for an id that the catalogue does not have
   */
  outline(id: string): Outline
}

/** Which responses an operation has. */
export type Outline = Pick<CataloguedOperation, 'statuses' | 'examples'>

/**
 * @param data the generated catalogue; it stays text until an operation is used, so that start-up pays for nothing
 */
export function openCatalogue(data: CatalogueData): Catalogue {
  const indexes = new Map(data.routes.map((route, index) => [route.id, index]))
  const opened = new Map<string, CataloguedOperation>()
  const linker = linkSchemas(data.schemas)
  return {
    document: data.document,
    basePaths: data.basePaths,
    routes: data.routes,
    counts: { responses: data.responses.length, schemas: Object.keys(data.schemas).length },
    operation(id) {
      const known = opened.get(id)
      if (known !== undefined) {
        return known
      }
      const operation = open(data, indexes.get(id), linker)
      opened.set(id, operation)
      return operation
    },
    outline: (id) => opened.get(id) ?? outlineOf(storedOperation(data, indexes.get(id)).responses),
  }
}

interface Stored {
  route: OperationRoute
  stored: StoredOperation
  responses: Operation['responses']
}

function storedOperation(data: CatalogueData, index: number | undefined): Stored {
  const route = index === undefined ? undefined : data.routes[index]
  const text = index === undefined ? undefined : data.operations[index]
  if (route === undefined || text === undefined) {
    throw new RangeError('the catalogue has no such operation')
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
    examples: new Map(responses.map((response) => [response.code, exampleNamesOf(response)])),
  }
}

function open(data: CatalogueData, index: number | undefined, linker: SchemaLinker): CataloguedOperation {
  const { route, stored, responses } = storedOperation(data, index)
  const unlinked: Operation = { ...stored.operation, responses }
  const prism = linker.link(unlinked)
  // Where a schema contains itself, a reference remains; Prism's generators look it up here.
  return {
    route,
    recursive: linker.recursive,
    shapes: stored.shapes,
    accepts: acceptedBy(unlinked),
    echoes: stored.echoes,
    plan: stored.plan,
    own: stored.own ?? [],
    events: stored.events ?? [],
    prism: Object.assign(prism, { __bundled__: linker.recursive }),
    ...outlineOf(responses),
  }
}

function acceptedBy({ request }: Operation): AcceptedBodies {
  const mediaTypes = (request?.body?.contents ?? []).map(({ mediaType }) => mediaType)
  return { mediaTypes, json: mediaTypes.some(isJson), form: mediaTypes.some(isForm) }
}

function exampleNamesOf({ contents = [] }: Operation['responses'][number]): string[] {
  return [...new Set(contents.flatMap(({ examples = [] }) => examples.map(({ key }) => key)))]
}
