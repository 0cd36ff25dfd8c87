import type { Kept } from '../../../state/kept.ts'
import type { Store } from '../../../state/store.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../../web/json/narrow.ts'
import { addItems } from '../../conversations/conversation-items.ts'
import { isRunning } from '../../state/jobs.ts'
import { indexOutput } from './output-items.ts'
import { inputPlace, resultPlace } from './response-families.ts'

/**
 * Finishes a background response when it is looked at: with its result, which then is in its conversation, too.
 *
 * @returns the response as it is now
 */
export function settleResponse(store: Store, kept: Kept, now: number): JsonObject {
  const result = isRunning(kept.body) ? store.get(resultPlace(kept.id)) : undefined
  if (result === undefined) {
    return kept.body
  }
  const completed = result.body['status'] === 'completed'
  const finished = { ...result.body, completed_at: completed ? now : null }
  store.transaction(() => {
    store.replace(kept, finished, null)
    store.remove(resultPlace(kept.id))
    keepItems(store, {
      response: finished,
      input: asObjects(store.get(inputPlace(kept.id))?.body['data']),
      now,
    })
  })
  return finished
}

/** A finished response, and the items of its input. */
export interface FinishedResponse {
  response: JsonObject
  /** Input items in the form of the API, oldest first. */
  input: readonly JsonObject[]
  /** Seconds since 1970. */
  now: number
}

/** Adds input and output of a finished response to its conversation together, and indexes its output. */
export function keepItems(store: Store, { response, input, now }: FinishedResponse): void {
  const conversation = asString(asObject(response['conversation'])?.['id'])
  if (response['store'] !== false) {
    indexOutput(store, response, now)
  }
  if (conversation !== undefined) {
    addItems(store, conversation, { items: [...input, ...asObjects(response['output'])], now })
  }
}
