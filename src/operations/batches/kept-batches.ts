import { apiError } from '../../openai/errors.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { action } from '../state/actions.ts'
import { listing } from '../state/collections.ts'
import { retrieval } from '../state/items.ts'
import { isRunning, settle } from '../state/jobs.ts'
import { FILES } from '../files/kept-files.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asString } from '../../web/json/narrow.ts'
import { advanceBatch, BATCHES } from './advance.ts'

/** Maximum number of batches of a list that run because of it. */
const MAX_LISTED = 100

/** Runs a batch before it is returned. */
export const retrievedBatch: StateBehavior = (request) => ({
  ...retrieval(request, ({ body }, example) => (hasKnownFile(request, body) ? body : settle(body, example))),
  before: async () => {
    await advanceBatch(request, request.id ?? '')
    return undefined
  },
})

/** A batch with a known input file runs; any other one ends like the example. */
function hasKnownFile({ store }: StateRequest, { input_file_id: file }: JsonObject): boolean {
  return store.find({ family: FILES, parent: '', id: asString(file) ?? '' }) !== undefined
}

/** Runs the newest batches before they are listed. */
export const listedBatches: StateBehavior = (request) => ({
  ...listing(request, ({ body }, example) => (hasKnownFile(request, body) ? body : settle(body, example))),
  before: async () => {
    const { items } = request.store.page({
      family: BATCHES,
      parent: '',
      order: 'desc',
      limit: MAX_LISTED,
      matches: isRunning,
    })
    await Promise.all(items.map(({ id }) => advanceBatch(request, id)))
    return undefined
  },
})

/** Statuses of a batch that cancelling does not change. */
const CANCELLED = new Set(['cancelling', 'cancelled'])

/** Cancels a batch that is not done; its requests are not sent. */
export const cancelledBatch: StateBehavior = (request) =>
  action(request, (batch) => {
    const status = asString(batch['status']) ?? ''
    if (CANCELLED.has(status)) {
      return batch
    }
    if (!isRunning(batch)) {
      throw apiError(409, `Cannot cancel a batch with status '${status}'.`)
    }
    return { ...batch, status: 'cancelling', cancelling_at: request.now }
  })
