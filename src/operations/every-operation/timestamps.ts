import type { AnswerPlace } from '../../catalogue/contract.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { isFutureName } from '../../openai/timestamp-fields.ts'
import type { Adapter } from '../operation.ts'
import { changePlaces, valuesAt } from './update-fields.ts'

/** Lifetime of a client secret in seconds, used when the response only has an expiry time. */
const SECRET_LIFETIME = 600

/**
 * Shifts all timestamps so that the latest past one is now, preserving the gaps. The compiler lists their paths in the
 * plan.
 */
export const date: Adapter = (answer, { now, operation }) => {
  const { times } = operation.plan
  const past = times.filter((place) => !isFuture(place))
  const latest = latestAt(answer, past) ?? (latestAt(answer, times) ?? NaN) - SECRET_LIFETIME
  return Number.isFinite(latest) ? changePlaces(answer, times, (time) => moved(time, now - latest)) : answer
}

function latestAt(answer: JsonObject, places: readonly AnswerPlace[]): number | undefined {
  const seconds = valuesAt(answer, places)
    .map(secondsOf)
    .filter((time) => !Number.isNaN(time))
  return seconds.length === 0 ? undefined : Math.max(...seconds)
}

function isFuture(place: AnswerPlace): boolean {
  return isFutureName(place.at(-1) ?? '')
}

function secondsOf(time: Json): number {
  return typeof time === 'number' ? time : typeof time === 'string' ? Date.parse(time) / 1000 : NaN
}

function moved(time: Json, seconds: number): Json {
  if (typeof time === 'number') {
    return time + seconds
  }
  const parsed = secondsOf(time)
  return Number.isNaN(parsed) ? time : new Date((parsed + seconds) * 1000).toISOString().replace('.000Z', 'Z')
}
