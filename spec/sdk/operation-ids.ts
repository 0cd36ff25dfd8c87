import { readFileSync, writeFileSync } from 'node:fs'
import { type LocatedOperation, type OpenApiDocument, operationsOf } from '../document.ts'

const FILE = new URL('operation-ids.json', import.meta.url)

/** @returns method and path, whatever the parameters in the path are called: `GET /models/{}` */
export function placeOf({ method, path }: Pick<LocatedOperation, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
}

/**
 * The ids that OpenAI's document gives its operations, by place. The SDK does not tell them, and patches, adapters and
 * streams go by them.
 */
export function readOperationIds(): Record<string, string> {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>
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

/** @param document whose ids are to be written to `spec/sdk/operation-ids.json` */
export function writeOperationIds(document: OpenApiDocument): void {
  writeFileSync(FILE, `${JSON.stringify(operationIdsOf(document), null, 2)}\n`)
}
