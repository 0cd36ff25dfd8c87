import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects } from '../../web/json/narrow.ts'
import type { TransformContext } from '../operation.ts'

/** A list operation and its transform. */
export interface ListOperation {
  operation: CataloguedOperation
  /** Applies all transforms of the operation to its example. */
  transform: (example: JsonObject, context: TransformContext) => JsonObject
}

/**
 * Retrieves an item from its list, so that retrieving an id returns the same object that the list contained. The list
 * is generated again, since nothing is stored.
 *
 * @param listing the operation that lists the item
 * @param context the request for the item; its last path parameter is the item's id
 * @returns the item, or undefined if the list does not contain it
 */
export function retrieveFromList(listing: ListOperation, context: TransformContext): JsonObject | undefined {
  const parameter = itemParameterOf(context)
  const itemId = context.pathParameters[parameter]
  return listItems(listing, context).find((item) => itemId === item['id'] || itemId === item[parameter])
}

/**
 * @param listing the operation that lists the items
 * @param context a request for one of the items, or for the list
 * @returns the items of the first page
 */
export function listItems({ operation, transform }: ListOperation, context: TransformContext): JsonObject[] {
  const parameter = itemParameterOf(context)
  const { [parameter]: _, ...parents } = context.pathParameters
  const listContext: TransformContext = {
    ...context,
    operation,
    pathParameters: parents,
    query: new URLSearchParams(),
    body: {},
    uploads: [],
  }
  const list = transform(listExample(operation), listContext)
  return asObjects(list['data'])
}

function itemParameterOf({ operation }: TransformContext): string {
  return /\{([^}]+)\}$/.exec(operation.route.path)?.[1] ?? ''
}

/** The list's example, as Prism returns it. */
function listExample({ prism }: CataloguedOperation): JsonObject {
  const success = prism.responses.find(({ code }) => code.startsWith('2'))
  const [example] = success?.contents?.find(({ mediaType }) => mediaType.includes('json'))?.examples ?? []
  return asObject(example !== undefined && 'value' in example ? example.value : undefined) ?? {}
}
