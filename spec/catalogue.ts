import type { CatalogueData, DocumentInfo, StoredOperation } from '../src/catalogue/types.ts'
import type { OpenApiDocument } from './document.ts'
import { basePathsOf, prepareOperations, prepareSchemas } from './operations.ts'
import { mapValues } from './schemas.ts'

/**
 * @param document a normalised document with examples
 * @param info where the document came from
 * @param known responses of another catalogue, which keep their places
 * @returns what the server reads at run time
 */
export function buildCatalogue(
  document: OpenApiDocument,
  info: DocumentInfo,
  known: readonly string[] = [],
): CatalogueData {
  const responses = new Map(known.map((text, index) => [text, index]))
  const share = (response: unknown): number => {
    const text = JSON.stringify(response)
    const index = responses.get(text) ?? responses.size
    responses.set(text, index)
    return index
  }
  const prepared = prepareOperations(document)
  const operations = prepared.map(({ operation, shapes, echoes }) => {
    const { responses: own, ...rest } = operation
    const stored: StoredOperation = { operation: rest, responses: own.map(share), shapes, echoes }
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
