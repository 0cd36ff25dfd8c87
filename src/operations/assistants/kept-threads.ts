import { apiError } from '../../openai/errors.ts'
import { newIdentifier } from '../../openai/ids.ts'
import type { Store } from '../../state/store.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { storedContent } from './messages.ts'
import { isActive, settleThread } from './run-outcome.ts'
import { messagePlace, messagesOf } from './thread-families.ts'

/** Keeps a thread with its first messages. */
export const createdThreads: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    const kept = steps.commit(answer)
    if (kept !== undefined) {
      addMessages(request.store, kept.id, { messages: asObjects(request.body['messages']), now: request.now })
    }
    return kept
  },
})

/** Adds messages of a request to a thread. */
export function addMessages(
  store: Store,
  threadId: string,
  { messages, now }: { messages: readonly JsonObject[]; now: number },
): void {
  if (messages.length === 0) {
    return
  }
  const random = seededRandom(`messages of ${threadId} ${messagesOf(store, threadId).at(-1)?.id ?? ''}`)
  for (const { role, content, attachments, metadata } of messages) {
    const id = newIdentifier('msg_', random)
    const message = {
      id,
      object: 'thread.message',
      created_at: now,
      assistant_id: null,
      thread_id: threadId,
      run_id: null,
      role: role ?? 'user',
      content: storedContent(content),
      attachments: attachments ?? [],
      metadata: asObject(metadata) ?? {},
      status: 'completed',
      incomplete_details: null,
      completed_at: now,
      incomplete_at: null,
    }
    store.insert(messagePlace(threadId, id), message, { created: now })
  }
}

/** Adds a message, unless a run is active on the thread. */
export const createdThreadMessages: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, hasKnownParent, pathParameters, now } = request
    const threadId = asString(pathParameters['thread_id']) ?? ''
    const run = settleThread(store, threadId, now)
    if (hasKnownParent && run !== undefined && isActive(run.body)) {
      throw apiError(400, `Can't add messages to ${threadId} while a run ${run.id} is active.`)
    }
    return steps.recall(answer)
  },
})

/** Reads the messages or runs of a thread after its last run came to its end. */
export const settledThreads: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    settleThread(request.store, asString(request.pathParameters['thread_id']) ?? '', request.now)
    return steps.recall(answer)
  },
})
