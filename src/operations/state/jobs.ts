import type { Kept } from '../../state/kept.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'

/** Statuses of a job that is not finished. A running container is ready. */
const RUNNING_STATUSES = new Set([
  'queued',
  'in_progress',
  'validating',
  'validating_files',
  'pending',
  'processing',
  'finalizing',
])

/** @returns whether an object is a job that is not finished */
export function isRunning({ status }: JsonObject): boolean {
  return RUNNING_STATUSES.has(asString(status) ?? '')
}

/**
 * Finishes a job: what a later look returns. Takes status and results from a finished example of the same kind, and
 * keeps everything that is already known.
 *
 * @param job a kept job (not mutated)
 * @param example the example of the operation that retrieves it
 * @returns the finished job, or the same object if it is not running
 */
export function settle(job: JsonObject, example: JsonObject): JsonObject {
  if (!isRunning(job) || isRunning(example) || asString(example['status']) === undefined) {
    return job
  }
  const created = asNumber(job['created_at'])
  const results = Object.entries(example)
    .filter(([name, value]) => isUnset(job, name) && value !== null && name !== 'expires_at')
    .map(([name, value]): [string, Json] => [
      name,
      name.endsWith('_at') && typeof value === 'number' ? (created ?? value) : value,
    ])
  const counts = Object.entries(job).flatMap(([name, value]): [string, Json][] => {
    const counted = name.endsWith('_counts') ? asObject(value) : undefined
    return counted === undefined ? [] : [[name, settleCounts(counted, asObject(example[name]))]]
  })
  return {
    ...job,
    ...Object.fromEntries(results),
    ...Object.fromEntries(counts),
    ...('progress' in job && { progress: example['progress'] ?? 100 }),
    status: example['status'] ?? null,
  }
}

/** Lists of results, which are empty until a job is done. */
const RESULT_LISTS = new Set(['output', 'result_files'])

function isUnset(job: JsonObject, name: string): boolean {
  const value = job[name] ?? null
  return value === null || (RESULT_LISTS.has(name) && Array.isArray(value) && value.length === 0)
}

/** Moves what is in progress to the completed ones; without any, the counts are those of the example. */
function settleCounts(counts: JsonObject, example: JsonObject | undefined): JsonObject {
  const running = asNumber(counts['in_progress'])
  if (running === undefined) {
    return (asNumber(counts['total']) ?? 0) === 0 ? (example ?? counts) : counts
  }
  return { ...counts, in_progress: 0, completed: (asNumber(counts['completed']) ?? 0) + running }
}

/** Computes what a look at a kept object returns: a job that is done, for one that is still running. */
export type Look = (kept: Kept, example: JsonObject) => JsonObject

/** Finishes a job with the results of the example. */
export const finishJob: Look = ({ body }, example) => settle(body, example)
