import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../json/json.ts'
import { objectIn, objectsIn } from '../json/read-json.ts'
import type { Adapter, AdapterContext } from './adapter.ts'

/** A list, and what makes it fit a request. */
export interface Listing {
  operation: CataloguedOperation
  adapters: readonly Adapter[]
}

/**
 * Whoever asks for an item by the id that a list gave it, gets the item that the list has. Nothing is stored, so the list
 * is made anew.
 *
 * @param listing the operation that lists what is asked for
 * @param context of the request for the item; its last path parameter names the item
 * @returns the item, or undefined for one that the list does not have
 */
export function listedItem(
  { operation, adapters }: Listing,
  context: AdapterContext,
): JsonObject | undefined {
  const parameter = /\{([^}]+)\}$/.exec(context.operation.route.path)?.[1] ?? ''
  const { [parameter]: asked, ...parents } = context.pathParameters
  const listContext: AdapterContext = {
    ...context,
    operation,
    pathParameters: parents,
    query: new URLSearchParams(),
    body: {},
    uploads: [],
  }
  const list = adapters.reduce((current, adapter) => adapter(current, listContext), exampleOf(operation))
  return objectsIn(list['data']).find((item) => asked === item['id'] || asked === item[parameter])
}

/** What the list is made from, as Prism answers it. */
function exampleOf({ prism }: CataloguedOperation): JsonObject {
  const success = prism.responses.find(({ code }) => code.startsWith('2'))
  const [example] = success?.contents?.find(({ mediaType }) => mediaType.includes('json'))?.examples ?? []
  return objectIn(example !== undefined && 'value' in example ? example.value : undefined) ?? {}
}
