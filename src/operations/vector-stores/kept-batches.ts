import { type Kept, parentKey } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asString } from '../../web/json/narrow.ts'
import { action } from '../state/actions.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { isRunning } from '../state/jobs.ts'
import { attachFiles, checkFiles, requestedFiles } from './attachments.ts'
import { settledStore, storeIdOf } from './kept-stores.ts'
import { BATCH_FILES, FILE_BATCHES, storeFilePlace } from './places.ts'
import { changeCounts, touchStore } from './settle-files.ts'

/** Creates a batch, and attaches its files to the store. */
export const createdBatches: StateBehavior = (request, steps) => {
  const { store, body, now } = request
  const storeId = storeIdOf(request)
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
      attachFiles(store, storeId, { files, now })
      changeCounts(
        store,
        storeId,
        files.map(() => ({ to: 'in_progress' })),
      )
      touchStore(store, storeId, now)
      for (const { id } of kept === undefined ? [] : files) {
        store.insert(
          { family: BATCH_FILES, parent: membersKey(storeId, kept?.id ?? ''), id },
          { id },
          { created: now },
        )
      }
      return kept
    },
  }
}

/** Retrieves a batch with the files finished. */
export const retrievedBatches: StateBehavior = (request, steps) => {
  const settled = settledStore(request, steps)
  return {
    ...settled,
    before: () => {
      const body = settled.before()
      settleBatch(request)
      return body
    },
  }
}

/** Lists the files of a batch as they are in the store. */
export const listedBatchFiles: StateBehavior = (request, steps) => {
  const settled = settledStore(request, steps)
  const { store, parent } = request
  const storeId = storeIdOf(request)
  return {
    ...settled,
    before: () => {
      const body = settled.before()
      for (const member of store.all(BATCH_FILES, parent)) {
        const file = store.get(storeFilePlace(storeId, member.id))
        if (file === undefined) {
          store.bury(member)
        } else {
          store.replace(member, file.body)
        }
      }
      return body
    },
  }
}

/** Cancels a batch: files that are in progress are not searched. A batch at rest stays as it is. */
export const cancelledBatches: StateBehavior = (request) => {
  const { store, pathParameters } = request
  const storeId = storeIdOf(request)
  const batchId = pathParameters['batch_id'] ?? ''
  const steps = action(request, (kept) =>
    isRunning(kept)
      ? { ...kept, status: 'cancelled', file_counts: countMembers(request, batchId, 'cancelled') }
      : kept,
  )
  return {
    ...steps,
    commit: (answer) => {
      const stopped = membersOf(request, batchId).filter(({ body }) => body['status'] === 'in_progress')
      for (const file of stopped) {
        store.replace(file, { ...file.body, status: 'cancelled' })
      }
      changeCounts(
        store,
        storeId,
        stopped.map(() => ({ from: 'in_progress', to: 'cancelled' })),
      )
      return steps.commit(answer)
    },
  }
}

function membersKey(storeId: string, batchId: string): string {
  return parentKey([storeId, batchId])
}

/** The files of a batch that are still in the store. */
function membersOf(request: StateRequest, batchId: string): Kept[] {
  const { store } = request
  const storeId = storeIdOf(request)
  return store
    .all(BATCH_FILES, membersKey(storeId, batchId))
    .flatMap(({ id }) => store.get(storeFilePlace(storeId, id)) ?? [])
}

/** @param running the status to count files as that are in progress */
function countMembers(request: StateRequest, batchId: string, running: string): JsonObject {
  const counts: JsonObject = { in_progress: 0, completed: 0, failed: 0, cancelled: 0, total: 0 }
  for (const { body } of membersOf(request, batchId)) {
    const status = body['status'] === 'in_progress' ? running : (asString(body['status']) ?? running)
    counts[status] = (asNumber(counts[status]) ?? 0) + 1
    counts['total'] = (asNumber(counts['total']) ?? 0) + 1
  }
  return counts
}

/** Finishes a batch whose files are finished. */
function settleBatch(request: StateRequest): void {
  const { store, pathParameters } = request
  const id = pathParameters['batch_id'] ?? ''
  const kept = store.get({ family: FILE_BATCHES, parent: parentKey([storeIdOf(request)]), id })
  if (kept !== undefined && isRunning(kept.body)) {
    const counts = countMembers(request, id, 'in_progress')
    store.replace(kept, { ...kept.body, status: 'completed', file_counts: counts })
  }
}
