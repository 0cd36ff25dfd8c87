import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { objectIn, objectsIn } from '../../web/json/narrow.ts'
import type { Adapter, AdapterContext } from '../operation.ts'

/** A list operation and its transforms. */
export interface Listing {
  operation: CataloguedOperation
  adapters: readonly Adapter[]
}

/**
 * Retrieves an item from its list, so that retrieving an id returns the same object that the list contained. The list
 * is generated again, since nothing is stored.
 *
 * @param listing the operation that lists the item
 * @param context the request for the item; its last path parameter is the item's id
 * @returns the item, or undefined if the list does not contain it
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

/** The list's example, as Prism returns it. */
function exampleOf({ prism }: CataloguedOperation): JsonObject {
  const success = prism.responses.find(({ code }) => code.startsWith('2'))
  const [example] = success?.contents?.find(({ mediaType }) => mediaType.includes('json'))?.examples ?? []
  return objectIn(example !== undefined && 'value' in example ? example.value : undefined) ?? {}
}
