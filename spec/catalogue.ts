import type { CatalogueData, DocumentInfo, OwnExample, StoredOperation } from '../src/catalogue/types.ts'
import type { OpenApiDocument } from './document.ts'
import { basePathsOf, prepareOperations, prepareSchemas } from './operations.ts'
import { mapValues } from './schemas.ts'

/** What goes into a catalogue besides the document. */
export interface CatalogueAdditions {
  /** Responses of another catalogue, which keep their places. */
  responses?: readonly string[]
  /** By operation id, what the document's own examples decide. */
  own?: ReadonlyMap<string, OwnExample[]>
  /** The document that `document` is a slice of. */
  whole?: OpenApiDocument
}

/**
 * @param document a normalised document with examples
 * @param info where the document came from
 * @returns what the server reads at run time
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

/** @returns the catalogue as the source text of an ES module */
export function renderCatalogue(catalogue: CatalogueData): string {
  const members = Object.entries(catalogue).map(
    ([name, value]) => `  ${name}: ${JSON.stringify(value, null, 1)},`,
  )
  return `export const catalogue = {\n${members.join('\n')}\n}\n`
}
