import type {
  CatalogueData,
  DocumentInfo,
  OwnExample,
  StoredOperation,
} from '../../src/catalogue/contract.ts'
import type { OpenApiDocument } from '../document/document.ts'
import { basePathsOf, prepareOperations, prepareSchemas } from './prism-operations.ts'
import { mapValues } from '../document/map-schemas.ts'

/** Optional inputs of {@link buildCatalogue}. */
export interface CatalogueAdditions {
  /** Responses of another catalogue, which keep their indexes. */
  responses?: readonly string[]
  /** User examples by operation id. */
  own?: ReadonlyMap<string, OwnExample[]>
  /** The document of which `document` is a subset. */
  whole?: OpenApiDocument
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
  { responses: known = [], own: ownExamples = new Map(), whole = document }: CatalogueAdditions = {},
): CatalogueData {
  const responses = new Map(known.map((text, index) => [text, index]))
  const share = (response: unknown): number => {
    const text = JSON.stringify(response)
    const index = responses.get(text) ?? responses.size
    responses.set(text, index)
    return index
  }
  const prepared = prepareOperations(document, whole)
  const operations = prepared.map(({ route, operation, shapes, echoes, plan, events }) => {
    const { responses: answers, ...rest } = operation
    const own = ownExamples.get(route.id)
    const stored: StoredOperation = {
      operation: rest,
      responses: answers.map(share),
      shapes,
      echoes,
      plan,
      ...(own && { own }),
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
