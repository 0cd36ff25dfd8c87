import { sortKeys } from '../../records.ts'
import { type LocatedOperation, type OpenApiDocument, operationsOf } from '../../document/document.ts'

/** @returns a key that does not depend on the names of path parameters: `GET /models/{}` */
export function operationKey({ method, path }: Pick<LocatedOperation, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
}

/** @returns the operation ids of a document, by key */
export function operationIdsOf(document: OpenApiDocument): Record<string, string> {
  const ids = operationsOf(document).flatMap((located): [string, string][] =>
    located.operation.operationId === undefined
      ? []
      : [[operationKey(located), located.operation.operationId]],
  )
  return sortKeys(Object.fromEntries(ids))
}
