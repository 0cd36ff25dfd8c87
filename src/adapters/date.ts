import type { Json, JsonObject } from '../catalogue/types.ts'
import type { Adapter } from './adapter.ts'

/** Times of examples are after this (2001) and before that (2286): ten digits. */
const UNIX_TIME = /^\d{10}$/

const TIME_NAME = /^(?:created|.+_at|start_time|end_time)$/

/** Moments that lie in the future of the answer. */
const FUTURE_NAME = /^expires/

/** Answers whose times are facts: when a model came out. */
const TIMELESS = new Set(['listModels', 'retrieveModel'])

/**
 * Times are now: all of them move together, so that the latest is this moment and the distances between them, which
 * tell how long things took, stay.
 */
export const date: Adapter = (answer, { now, operation }) => {
  if (TIMELESS.has(operation.route.id)) {
    return answer
  }
  const latest = Math.max(...timesIn(answer, (name) => !FUTURE_NAME.test(name)))
  return Number.isFinite(latest) ? shifted(answer, now - latest) : answer
}

function timesIn(value: Json, counts: (name: string) => boolean): number[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => timesIn(item, counts))
  }
  if (value === null || typeof value !== 'object') {
    return []
  }
  return Object.entries(value).flatMap(([name, member]) =>
    isTime(name, member) ? (counts(name) ? [member] : []) : timesIn(member, counts),
  )
}

function shifted(object: JsonObject, seconds: number): JsonObject {
  const shift = (value: Json): Json => {
    if (Array.isArray(value)) {
      return value.map(shift)
    }
    return value !== null && typeof value === 'object' ? shifted(value, seconds) : value
  }
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      isTime(name, value) ? value + seconds : shift(value),
    ]),
  )
}

function isTime(name: string, value: Json): value is number {
  return typeof value === 'number' && TIME_NAME.test(name) && UNIX_TIME.test(String(value))
}
