import { apiError } from '../../../openai/errors.ts'
import type { Store } from '../../../state/store.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { asObjects, asString } from '../../../web/json/narrow.ts'
import { outputItemPlace, responsePlace } from './response-families.ts'

/** Keeps which response has an output item, for requests that refer to the item by its id. */
export function indexOutput(store: Store, response: JsonObject, now: number): void {
  for (const { id } of asObjects(response['output'])) {
    if (typeof id === 'string') {
      store.insert(outputItemPlace(id), { response: response['id'] ?? '' }, { created: now })
    }
  }
}

/** Finds items that requests refer to by id. */
export interface ItemLookup {
  store: Store
  /** Whether unknown ids are an error. */
  isStrict: boolean
  /** Items that are searched first: those of the conversation. */
  near: readonly JsonObject[]
}

/**
 * @param items input items
 * @returns the items with those in place of references that are kept; the same list if there are none
 * @throws {import('../../../openai/errors.ts').ApiError} 404 for an item of a deleted response
 */
export function resolveReferences(items: JsonObject[], lookup: ItemLookup): JsonObject[] {
  return items.some(isReference)
    ? items.map((item) => (isReference(item) ? resolve(item, lookup) : item))
    : items
}

/** An item with neither type nor role is a reference, too. */
export function isReference({ type, role }: JsonObject): boolean {
  return type === 'item_reference' || ((type ?? null) === null && role === undefined)
}

function resolve(reference: JsonObject, { store, isStrict, near }: ItemLookup): JsonObject {
  const id = asString(reference['id']) ?? ''
  const known = near.find((item) => item['id'] === id)
  if (known !== undefined) {
    return known
  }
  const index = store.get(outputItemPlace(id))
  const response = index && store.get(responsePlace(asString(index.body['response']) ?? ''))
  const found = asObjects(response?.body['output']).find((item) => item['id'] === id)
  if (found === undefined && (isStrict || index !== undefined)) {
    const message = `Item with id '${id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`
    throw apiError(404, message, { param: 'input' })
  }
  return found ?? reference
}
