import type { Place } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { messageText } from '../../assistant/conversation/read-messages.ts'
import { pageOfItems } from '../every-operation/pagination.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { pick } from '../state/items.ts'
import { storedCompletions } from './stored.ts'

/** The place of the messages of a stored completion: one object with all of them in `data`, oldest first. */
function messagesPlace(completionId: string): Place {
  return { family: '/chat/completions/{completion_id}/messages', parent: completionId, id: 'messages' }
}

/** Keeps a completion as the service stores it, with the messages of its request. */
export const keptCompletions: StateBehavior = (request, steps) => {
  const { store, body, now } = request
  const stored = storedCompletions(request, steps)
  return {
    ...stored,
    commit: (answer) => {
      const kept = stored.commit(answer)
      if (kept !== undefined) {
        const messages = asObjects(body['messages'])
        const data = messages.map((message, index) => storedMessage(message, `${kept.id}-${index}`))
        store.insert(messagesPlace(kept.id), { data }, { created: now })
      }
      return kept
    },
  }
}

/** Retrieves a stored completion; a reply of a patch changes what this request returns. */
export const retrievedCompletions: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const recalled = steps.recall(answer)
    const patched = asObject(answer.body)
    if (request.reply === undefined || recalled.origin !== 'stored' || patched === undefined) {
      return recalled
    }
    const body = { ...asObject(recalled.answer.body), ...pick(patched, { choices: null, usage: null }) }
    return { ...recalled, answer: { ...recalled.answer, body } }
  },
})

/** A message of a request as `ChatCompletionStoreMessage`. */
function storedMessage(message: JsonObject, id: string): JsonObject {
  const { content } = message
  const isText = content === undefined || content === null || typeof content === 'string'
  return {
    ...message,
    id,
    content: isText ? (content ?? null) : messageText(content),
    name: asString(message['name']) ?? null,
    content_parts: isText ? null : content,
  }
}

/** Lists the messages of a stored completion, oldest first unless asked otherwise. */
export const storedMessages: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, query, operation, pathParameters, hasKnownParent } = request
    if (!hasKnownParent) {
      return steps.recall(answer)
    }
    const messages = asObjects(store.get(messagesPlace(pathParameters['completion_id'] ?? ''))?.body['data'])
    const page = pageOfItems(messages.toReversed(), { query, operation })
    return { answer: { ...answer, body: { ...asObject(answer.body), ...page } }, origin: 'stored' }
  },
})
