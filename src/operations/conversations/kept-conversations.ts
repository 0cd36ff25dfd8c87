import { asObjects } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import { resolveReferences } from '../responses/kept/output-items.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { addItems, CONVERSATIONS, itemsOfConversation } from './conversation-items.ts'
import { storedItem } from './items.ts'

/** Keeps a conversation with its first items. */
export const createdConversations: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    const { store, body, now } = request
    const kept = steps.commit(answer)
    if (kept !== undefined) {
      const random = seededRandom(`items of ${kept.id}`)
      addItems(store, kept.id, {
        items: asObjects(body['items']).map((item) => storedItem(item, random)),
        now,
      })
    }
    return kept
  },
})

/** Adds items to a conversation; references become the items that they refer to. */
export const addedItems: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => {
    const { store, isStrict, body, pathParameters } = request
    const items = asObjects(body['items'])
    const near = itemsOfConversation(store, pathParameters['conversation_id'] ?? '')
    const resolved = resolveReferences(items, { store, isStrict, near })
    return resolved === items ? undefined : { ...body, items: resolved }
  },
})

/** Deletes an item and answers with its conversation. */
export const deletedItems: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const recalled = steps.recall(answer)
    const id = request.pathParameters['conversation_id'] ?? ''
    const conversation = request.store.get({ family: CONVERSATIONS, parent: '', id })
    return conversation === undefined
      ? recalled
      : { ...recalled, answer: { ...recalled.answer, body: conversation.body } }
  },
})
