import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { apiError } from '../../openai/errors.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { pageOf } from '../state/collections.ts'
import { NO_STEPS } from '../state/no-steps.ts'
import { attachFiles, checkFiles, forgetAttachments, requestedFiles } from './attachments.ts'
import { isKnownStore, searchPassages } from './search-passages.ts'
import { settleStore, touchStore, withExpiry } from './settle-files.ts'

/** The id of the store in the path. */
export function storeIdOf({ pathParameters }: Pick<StateRequest, 'pathParameters'>): string {
  return pathParameters['vector_store_id'] ?? ''
}

/** Finishes the files of the store in the path before the request looks at it. */
export const settledStore: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => {
    settleStore(request.store, storeIdOf(request), request.now)
    return steps.before()
  },
})

/** Creates a store with its files. */
export const createdStores: StateBehavior = (request, steps) => {
  const { store, body, now } = request
  const files = requestedFiles(body)
  return {
    ...steps,
    before: () => {
      checkFiles(
        request,
        files.map(({ id }) => id),
      )
      return steps.before()
    },
    commit: (answer) => {
      const kept = steps.commit(answer)
      if (kept !== undefined) {
        attachFiles(store, kept.id, { files, now })
      }
      return kept
    },
  }
}

/** Lists stores, with their files finished. */
export const listedStores: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const recalled = steps.recall(answer)
    const look = ({ id, body }: { id: string; body: JsonObject }) =>
      settleStore(request.store, id, request.now) ?? body
    return recalled.origin === 'stored' ? { ...recalled, answer: pageOf(request, answer, look) } : recalled
  },
})

/** Changes a store; its expiry follows from `expires_after`. */
export const changedStores: StateBehavior = (request, steps) => {
  const settled = settledStore(request, steps)
  const { store, now } = request
  return {
    ...settled,
    recall: (answer) => {
      const recalled = settled.recall(answer)
      const body = asObject(recalled.answer.body) ?? {}
      return recalled.origin === 'stored'
        ? { ...recalled, answer: { ...recalled.answer, body: withExpiry({ ...body, last_active_at: now }) } }
        : recalled
    },
    commit: (answer) => {
      const kept = settled.commit(answer)
      touchStore(store, storeIdOf(request), now)
      return kept
    },
  }
}

/** Deletes a store. Its files themselves stay. */
export const deletedStores: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    forgetAttachments(request.store, storeIdOf(request))
    return steps.commit(answer)
  },
})

/** Passages of a search without `max_num_results` (API reference, "Search vector store"). */
const DEFAULT_MAX_RESULTS = 10

/** Searches in a kept store. */
export const searchedStores: StateBehavior = (request) => {
  const { store, body, now } = request
  const storeId = storeIdOf(request)
  return {
    ...NO_STEPS,
    before: () => {
      if (settleStore(store, storeId, now)?.['status'] === 'expired') {
        throw apiError(400, `Vector store ${storeId} is expired.`, { param: 'vector_store_id' })
      }
      return undefined
    },
    recall: (answer) => {
      if (!request.isStrict && !isKnownStore(store, storeId)) {
        return { answer, origin: 'example' }
      }
      const found = searchPassages(store, {
        storeIds: [storeId],
        queries: [body['query'] ?? ''].flat().map((query) => asString(query) ?? ''),
        filters: asObject(body['filters']),
        max: asNumber(body['max_num_results']) ?? DEFAULT_MAX_RESULTS,
        threshold: asNumber(asObject(body['ranking_options'])?.['score_threshold']),
        now,
      })
      const data = found.map(({ fileId, filename, score, attributes, text }) => ({
        file_id: fileId,
        filename,
        score,
        attributes,
        content: [{ type: 'text', text }],
      }))
      const page = { ...asObject(answer.body), data, has_more: false, next_page: null }
      return { answer: { ...answer, body: page }, origin: 'stored' }
    },
    commit: () => {
      touchStore(store, storeId, now)
      return undefined
    },
  }
}
