import type { OperationRoute } from '../catalogue/contract.ts'
import { NO_PATCHES } from '../patches/document/parse.ts'
import {
  type DocumentIssue,
  type FamilyOf,
  keepItems,
  type PlacedItem,
  readDocument,
  type StateDocument,
} from '../state/document.ts'
import { parentIds } from '../state/kept.ts'
import type { Store } from '../state/store.ts'
import { NO_SOCKET } from '../web/http/connection.ts'
import type { JsonObject } from '../web/json/json.ts'
import { similarIdentifier } from '../openai/ids.ts'
import { seededRandom } from '../web/random/seeded-random.ts'
import { asObject, asString } from '../web/json/narrow.ts'
import { handle } from './handle.ts'
import { createDryRunServices, type Services } from './services.ts'

/** Validates a completed item. */
export type CheckItem = (operationId: string, body: JsonObject) => { pointer: string; message: string }[]

/** Options of {@link loadState}. */
export interface LoadOptions {
  /** Whether the document replaces everything, or is added. */
  replace: boolean
  check?: CheckItem
}

/**
 * Loads a document of objects into a store. Items of a seed only need the properties that matter; the others are those
 * of the example that the API returns for the id. The store is unchanged if the document has issues.
 *
 * @returns the issues; empty if the document was loaded
 */
export async function loadState(
  store: Store,
  document: StateDocument,
  services: Services,
  { replace, check }: LoadOptions,
): Promise<DocumentIssue[]> {
  const { routes } = services.catalogue
  const { items, issues } = readDocument(document, {
    familyOf: createFamilyOf(routes),
    newId: (family, seed) => newId(services, family, seed),
  })
  const isComplete = document['$snapshot'] === true
  const completed: PlacedItem[] = []
  for (const item of items) {
    if (isComplete || item.gone) {
      completed.push(item)
      continue
    }
    const route = retrievalOf(routes, item)
    // oxlint-disable-next-line no-await-in-loop
    const body = route === undefined ? item.body : await completeItem(route, item, services)
    completed.push({ ...item, body })
    for (const { pointer, message } of route === undefined ? [] : (check?.(route.id, body) ?? [])) {
      issues.push({ pointer: item.pointer + pointer, message })
    }
  }
  if (issues.length === 0) {
    keepItems(store, completed, { now: Math.floor(Date.now() / 1000), replace })
  }
  return issues
}

/** @returns an id like that of the family's example */
function newId({ catalogue }: Services, family: string, seed: string): string | undefined {
  const route = catalogue.routes.find(
    ({ method, path }) => method === 'GET' && path.startsWith(`${family}/{`),
  )
  const success =
    route && catalogue.operation(route.id).prism.responses.find(({ code }) => code.startsWith('2'))
  const [example] = success?.contents?.[0]?.examples ?? []
  const id = asString(
    asObject(example !== undefined && 'value' in example ? example.value : undefined)?.['id'],
  )
  return id === undefined ? undefined : similarIdentifier(id, seededRandom(`${family} ${seed}`))
}

/** Finds families by the paths of the document's operations. */
function createFamilyOf(routes: readonly OperationRoute[]): FamilyOf {
  const collections = new Map<string, string>()
  for (const { path } of routes) {
    if (!path.endsWith('}')) {
      const [, above = '', key = ''] = /^(?:(.*\/)\{[^}]+\}\/|\/)([^{}]+)$/.exec(path) ?? []
      collections.set(`${above.replace(/\/$/, '')}\n${key}`, path)
    }
  }
  return (above, key) => collections.get(`${above}\n${key}`)
}

/** @returns the operation that retrieves an item */
function retrievalOf(routes: readonly OperationRoute[], { place }: PlacedItem): OperationRoute | undefined {
  return routes.find(
    ({ method, path, query }) =>
      method === 'GET' &&
      query === undefined &&
      (place.id === ''
        ? path === place.family
        : path.startsWith(`${place.family}/{`) && path.endsWith('}')) &&
      path.split('/').length === place.family.split('/').length + (place.id === '' ? 0 : 1),
  )
}

/** Adds the properties of the example that an item lacks. */
async function completeItem(
  { path }: OperationRoute,
  { place, body, content }: PlacedItem,
  services: Services,
): Promise<JsonObject> {
  const ids = [...parentIds(place.parent), place.id]
  let index = 0
  const url = path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(ids[index++] ?? ''))
  const request = new Request(`http://mock.test/v1${url}`, { headers: { 'x-mock-state': 'off' } })
  const { outcome } = await handle(request, createDryRunServices(services, NO_PATCHES), {
    connection: NO_SOCKET.connectionOf(undefined),
  })
  const example = outcome.answer.status < 300 ? asObject(outcome.answer.body) : undefined
  return {
    ...example,
    ...(content !== undefined && { bytes: content.length }),
    ...body,
  }
}
