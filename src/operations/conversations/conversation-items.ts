import { parentKey } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asString } from '../../web/json/narrow.ts'

/** Path of the family of conversations. */
export const CONVERSATIONS = '/conversations'

/** Path of the family of their items. */
const CONVERSATION_ITEMS = '/conversations/{conversation_id}/items'

/** The newest items of a conversation count as its history. */
const MAX_HISTORY_ITEMS = 2000

/** @returns the items of a conversation, oldest first */
export function itemsOfConversation(store: Store, id: string): JsonObject[] {
  const { items } = store.page({
    family: CONVERSATION_ITEMS,
    parent: parentKey([id]),
    order: 'desc',
    limit: MAX_HISTORY_ITEMS,
  })
  return items.map(({ body }) => body).toReversed()
}

/**
 * Adds items to a conversation, unless it was deleted. Items that it already has stay where they are.
 *
 * @param addition items in the form of the API, oldest first, and the clock in seconds since 1970
 */
export function addItems(
  store: Store,
  id: string,
  { items, now }: { items: readonly JsonObject[]; now: number },
): void {
  if (store.find({ family: CONVERSATIONS, parent: '', id })?.gone === true) {
    return
  }
  for (const item of items) {
    const place = { family: CONVERSATION_ITEMS, parent: parentKey([id]), id: asString(item['id']) ?? '' }
    if (store.get(place) === undefined) {
      store.insert(place, item, { created: now })
    }
  }
}
