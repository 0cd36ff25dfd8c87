import { type OpenApiDocument, operationIdOf, operationsOf, type Schema } from './document.ts'

/**
 * @param text JSON of any part of a normalized document
 * @returns names of the referenced component schemas
 */
export function referencesIn(text: string): string[] {
  return [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name)
}

/**
 * @param document a normalized document
 * @param ids operation ids
 * @returns a document with only these operations and the component schemas that they use
 */
export function subsetOf(document: OpenApiDocument, ids: ReadonlySet<string>): OpenApiDocument {
  const selected = operationsOf(document).filter((located) => ids.has(operationIdOf(located)))
  const paths: OpenApiDocument['paths'] = {}
  for (const { path, method, operation } of selected) {
    paths[path] = { ...paths[path], [method]: operation }
  }
  const { components } = document
  return {
    ...document,
    paths,
    ...(components && {
      components: { ...components, schemas: reachableSchemas(components.schemas ?? {}, paths) },
    }),
  }
}

function reachableSchemas(schemas: Record<string, Schema>, paths: object): Record<string, Schema> {
  const names = new Set(referencesIn(JSON.stringify(paths)))
  // Iterating a set also visits items that are added during the iteration.
  for (const name of names) {
    referencesIn(JSON.stringify(schemas[name] ?? {})).forEach((inner) => names.add(inner))
  }
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => names.has(name)))
}
