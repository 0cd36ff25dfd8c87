import type { FieldPath } from '../../catalogue/contract.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { isFutureTimestampName } from '../../openai/timestamp-fields.ts'
import type { Transform } from '../operation.ts'
import { updateFields, collectFields } from './update-fields.ts'

/** Lifetime of a client secret in seconds, used when the response only has an expiry time. */
const SECRET_LIFETIME_SECONDS = 600

/**
 * Shifts all timestamps so that the latest past one is now, preserving the gaps. The compiler lists their paths in the
 * plan.
 */
export const shiftTimestamps: Transform = (answer, { now, operation }) => {
  const { times } = operation.plan
  const past = times.filter((path) => !isFuture(path))
  const latest = latestTime(answer, past) ?? (latestTime(answer, times) ?? NaN) - SECRET_LIFETIME_SECONDS
  return Number.isFinite(latest)
    ? updateFields(answer, times, (time) => shiftTime(time, now - latest))
    : answer
}

function latestTime(answer: JsonObject, paths: readonly FieldPath[]): number | undefined {
  const seconds = collectFields(answer, paths)
    .map(toSeconds)
    .filter((time) => !Number.isNaN(time))
  return seconds.length === 0 ? undefined : Math.max(...seconds)
}

function isFuture(path: FieldPath): boolean {
  return isFutureTimestampName(path.at(-1) ?? '')
}

function toSeconds(time: Json): number {
  return typeof time === 'number' ? time : typeof time === 'string' ? Date.parse(time) / 1000 : NaN
}

function shiftTime(time: Json, seconds: number): Json {
  if (typeof time === 'number') {
    return time + seconds
  }
  const parsed = toSeconds(time)
  return Number.isNaN(parsed) ? time : new Date((parsed + seconds) * 1000).toISOString().replace('.000Z', 'Z')
}
