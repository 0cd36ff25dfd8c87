import type {
  CatalogueData,
  DocumentInfo,
  UserExample,
  StoredOperation,
} from '../../src/catalogue/contract.ts'
import { compactStatePlan } from '../../src/catalogue/state-plan.ts'
import type { OpenApiDocument } from '../document/document.ts'
import { shutdownDates } from '../document/shutdown-dates.ts'
import { basePathsOf, prepareOperations, prepareSchemas } from './prism-operations.ts'
import { mapValues } from '../records.ts'

/** Optional inputs of {@link buildCatalogue}. */
export interface CatalogueOptions {
  /** Responses of another catalogue, which keep their indexes. */
  responses?: readonly string[]
  /** User examples by operation id. */
  userExamples?: ReadonlyMap<string, UserExample[]>
  /** The document of which `document` is a subset. */
  fullDocument?: OpenApiDocument
}

/**
 * Builds the catalogue that the server loads at runtime.
 *
 * @param document a normalized document with examples
 * @param info origin of the document
 */
export function buildCatalogue(
  document: OpenApiDocument,
  info: DocumentInfo,
  {
    responses: known = [],
    userExamples: examplesById = new Map(),
    fullDocument = document,
  }: CatalogueOptions = {},
): CatalogueData {
  const responses = new Map(known.map((text, index) => [text, index]))
  const responseIndex = (response: unknown): number => {
    const text = JSON.stringify(response)
    const index = responses.get(text) ?? responses.size
    responses.set(text, index)
    return index
  }
  const prepared = prepareOperations(document, fullDocument)
  const operations = prepared.map(({ route, operation, shapes, echoes, plan, state, facts, events }) => {
    const { responses: prismResponses, ...rest } = operation
    const userExamples = examplesById.get(route.id)
    const stored: StoredOperation = {
      operation: rest,
      responses: prismResponses.map(responseIndex),
      shapes,
      echoes,
      plan,
      ...(state && { state: compactStatePlan(route, state) }),
      ...(facts && { facts }),
      ...(userExamples && { own: userExamples }),
      ...(events && { events }),
    }
    return JSON.stringify(stored)
  })
  return {
    document: info,
    basePaths: basePathsOf(document),
    routes: prepared.map(({ route }) => route),
    operations,
    responses: [...responses.keys()],
    shutdownDates: shutdownDates(fullDocument),
    schemas: mapValues(prepareSchemas(document), (schema) => JSON.stringify(schema)),
  }
}

/** @returns the catalogue as source text of an ES module */
export function renderCatalogue(catalogue: CatalogueData): string {
  const members = Object.entries(catalogue).map(
    ([name, value]) => `  ${name}: ${JSON.stringify(value, null, 1)},`,
  )
  return `export const catalogue = {\n${members.join('\n')}\n}\n`
}
