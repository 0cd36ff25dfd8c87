import { asObject, asString } from '../../web/json/narrow.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { goneError } from '../state/lookup.ts'
import { checkFiles, detachEverywhere, markAttached, release } from './attachments.ts'
import { settledStore, storeIdOf } from './kept-stores.ts'
import { decodeIndex } from './passage-index.ts'
import { storeFilePlace } from './places.ts'
import { changeCounts, touchStore } from './settle-files.ts'

/** Attaches a file to a store. */
export const attachedStoreFiles: StateBehavior = (request, steps) => {
  const { store, body, now } = request
  const storeId = storeIdOf(request)
  return {
    ...steps,
    before: () => {
      checkFiles(request, [asString(body['file_id']) ?? ''])
      return steps.before()
    },
    commit: (answer) => {
      const created = asObject(answer.body)
      const id = asString(created?.['id']) ?? ''
      release(store, storeId, id)
      const kept = steps.commit(answer)
      changeCounts(store, storeId, [{ to: asString(created?.['status']) ?? 'in_progress' }])
      markAttached(store, storeId, { id, now })
      touchStore(store, storeId, now)
      return kept
    },
  }
}

/** Detaches a file from a store. The file itself stays. */
export const detachedStoreFiles: StateBehavior = (request, steps) => {
  const settled = settledStore(request, steps)
  return {
    ...settled,
    commit: (answer) => {
      release(request.store, storeIdOf(request), request.pathParameters['file_id'] ?? '')
      return settled.commit(answer)
    },
  }
}

/** Deletes a file, which leaves all stores. */
export const deletedFiles: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    detachEverywhere(request.store, request.pathParameters['file_id'] ?? '')
    return steps.commit(answer)
  },
})

/** Returns the text of a file of a store: one item per chunk, without the overlap of chunks. */
export const storeFileContent: StateBehavior = (request, steps) => {
  const settled = settledStore(request, steps)
  const { store, pathParameters, hasKnownParent } = request
  return {
    ...settled,
    recall: (answer) => {
      const kept = store.get(storeFilePlace(storeIdOf(request), pathParameters['file_id'] ?? ''))
      if (kept === undefined) {
        if (hasKnownParent) {
          throw goneError(pathParameters, 'file_id')
        }
        return { answer, origin: 'example' }
      }
      const { text, chunks } = decodeIndex(store.content(kept))
      const data = chunks.map(([start, end], index) => ({
        type: 'text',
        text: text.slice(Math.max(start, chunks[index - 1]?.[1] ?? 0), end),
      }))
      const page = { ...asObject(answer.body), data, has_more: false, next_page: null }
      return { answer: { ...answer, body: page }, origin: 'stored' }
    },
  }
}
