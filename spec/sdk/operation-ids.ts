import { type LocatedOperation, type OpenApiDocument, operationsOf } from '../document.ts'

/** @returns method and path, whatever the parameters in the path are called: `GET /models/{}` */
export function placeOf({ method, path }: Pick<LocatedOperation, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
}

/** @returns the ids of a document's operations, by place */
export function operationIdsOf(document: OpenApiDocument): Record<string, string> {
  const ids = operationsOf(document).flatMap((located) =>
    located.operation.operationId === undefined ? [] : [[placeOf(located), located.operation.operationId]],
  )
  return Object.fromEntries(ids.toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1))) as Record<
    string,
    string
  >
}
