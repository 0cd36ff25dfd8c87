import type { MockedAnswer } from '../../../answer/answer.ts'
import { apiError } from '../../../openai/errors.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../../web/json/narrow.ts'
import { seededRandom } from '../../../web/random/seeded-random.ts'
import { storedItem } from '../../conversations/items.ts'
import { pageOfItems } from '../../every-operation/pagination.ts'
import { action } from '../../state/actions.ts'
import type { StateBehavior } from '../../state/behavior.ts'
import { pick } from '../../state/items.ts'
import { isRunning } from '../../state/jobs.ts'
import { goneError, lookUpItem } from '../../state/lookup.ts'
import { isQueued, toQueued } from '../responses.ts'
import { keepItems, settleResponse } from './background.ts'
import { inputOf, keptInput, withHistory } from './history.ts'
import { inputPlace, resultPlace } from './response-families.ts'
import { isUnstoredId } from './unstored-id.ts'

/** Whether a response is stored, or continues one or a conversation. */
export function usesKeptObjects(body: JsonObject): boolean {
  return body['store'] !== false || continuesKept(body) || searchesFiles(body)
}

function searchesFiles({ tools }: JsonObject): boolean {
  return asObjects(tools).some(({ type }) => type === 'file_search')
}

/** Whether a request continues a response or a conversation. */
export function continuesKept({ previous_response_id: previous, conversation }: JsonObject): boolean {
  return (previous ?? conversation ?? null) !== null
}

/** Answers with the history, and keeps the response with its input. */
export const createdResponses: StateBehavior = (request, steps) => {
  const { body, store, now } = request
  let whole = body
  let queued: JsonObject = {}
  let result: JsonObject | undefined
  return {
    before: () => {
      const continued = withHistory(request)
      whole = continued ?? body
      // The transforms make the result, which is kept until it is retrieved.
      return isQueued(body) ? { ...whole, background: false } : continued
    },
    recall: (answer) => {
      const recalled = steps.recall(answer)
      if (!isQueued(body)) {
        return recalled
      }
      result = { ...asObject(recalled.answer.body), background: true }
      queued = toQueued(result)
      return { ...recalled, answer: { ...recalled.answer, body: queued } }
    },
    commit: (answer) => {
      const response = asObject(answer.body)
      const id = asString(response?.['id'])
      if (response === undefined || id === undefined) {
        return undefined
      }
      const random = seededRandom(`input of ${id}`)
      const input = inputOf(whole)
        .slice(-Math.max(inputOf(body).length, 1))
        .map((item) => storedItem(item, random))
      const kept = body['store'] === false ? undefined : steps.commit(answer)
      if (kept !== undefined && input.length > 0) {
        store.insert(inputPlace(id), { data: input }, { created: now })
      }
      if (kept !== undefined && result !== undefined && isRunning(response)) {
        store.insert(resultPlace(id), withPatches(result, queued, response), { created: now })
      } else {
        keepItems(store, { response, input, now })
      }
      return kept
    },
  }
}

/** Carries the changes of patches to a queued response over to its result. */
function withPatches(result: JsonObject, queued: JsonObject, patched: JsonObject): JsonObject {
  const changed = Object.entries(patched).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(queued[name]),
  )
  return { ...result, ...Object.fromEntries(changed) }
}

/** Counts or compacts the history, too. Nothing is kept. */
export const continuedRequests: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => withHistory(request),
})

/** Retrieves a response; one in the background is finished then. */
export const retrievedResponses: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => {
    refuseUnstored(request.id, request.pathParameters)
    return undefined
  },
  recall: (answer) => {
    const kept = lookUpItem(request)
    if (kept === undefined) {
      return { answer, origin: 'example' }
    }
    const response = settleResponse(request.store, kept, request.now)
    // A reply of a patch changes what this request returns.
    const patched = request.reply === undefined ? {} : pick(asObject(answer.body) ?? {}, REPLY_PROPERTIES)
    return { answer: { ...answer, body: { ...response, ...patched } }, origin: 'stored' }
  },
})

/** The properties of a response that a reply sets. */
const REPLY_PROPERTIES = { status: null, output: null, usage: null, incomplete_details: null }

/** Deletes a response, but for one that was never stored. */
export const deletedResponses: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => {
    refuseUnstored(request.id, request.pathParameters)
    return undefined
  },
})

/** Responses with `store: false` are not found, although nothing is kept of them. */
function refuseUnstored(id: string | undefined, pathParameters: Readonly<Record<string, string>>): void {
  if (id !== undefined && isUnstoredId(id)) {
    throw goneError(pathParameters, 'response_id')
  }
}

/** Lists what the request of a response sent, newest first. */
export const listedInput: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, query, operation, pathParameters, hasKnownParent } = request
    if (!hasKnownParent) {
      return steps.recall(answer)
    }
    const items = keptInput(store, pathParameters['response_id'] ?? '').toReversed()
    return { answer: withList(answer, pageOfItems(items, { query, operation })), origin: 'stored' }
  },
})

function withList(answer: MockedAnswer, page: JsonObject): MockedAnswer {
  return { ...answer, body: { ...asObject(answer.body), ...page } }
}

/** Cancels a response in the background. Another cancellation returns the same response. */
export const cancelledResponses: StateBehavior = (request) =>
  action(request, (kept) => {
    if (kept['background'] !== true) {
      throw apiError(400, 'Cannot cancel a synchronous response.')
    }
    return isRunning(kept) ? { ...kept, status: 'cancelled' } : kept
  })
