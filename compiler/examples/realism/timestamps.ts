import { isTimestampName } from '../../../src/openai/timestamp-fields.ts'
import { mapValues } from '../../records.ts'
import { objectKindOf } from './object-kind.ts'
import { isObject, type Json, type JsonObject } from '../../document/document.ts'

/** Default time of examples without a plausible time: 10 March 2025. */
const DEFAULT_TIME = 1_741_569_952
/** September 2020 to May 2033; times outside were made up by hand: 1234567, 0. */
const MIN_TIME = 1_600_000_000
const MAX_TIME = 2_000_000_000

const DAY = 86_400

/** Lifetimes in seconds, by kind of object; the default is 30 days. */
const LIFETIMES: Readonly<Record<string, number>> = {
  upload: 3600,
  'realtime.session': 600,
  'organization.invite': 7 * DAY,
  'organization.certificate': 365 * DAY,
  'chatkit.session': 600,
}
const DEFAULT_LIFETIME = 30 * DAY
const MAX_LIFETIME = 400 * DAY

/**
 * Replaces implausible times and puts the rest in order: created, completed, expired.
 *
 * @param value the body of an example (not mutated)
 * @param defaultTime creation time of the enclosing object
 */
export function normalizeTimestamps(value: Json, defaultTime: number = DEFAULT_TIME): Json {
  if (Array.isArray(value)) {
    return value.map((item) => normalizeTimestamps(item, defaultTime))
  }
  return isObject(value) ? normalizeObject(value, defaultTime) : value
}

function normalizeObject(object: JsonObject, defaultTime: number): JsonObject {
  const own = object['created_at'] ?? object['created']
  const created = isPlausible(own) ? own : defaultTime
  return Object.fromEntries(
    Object.entries(object).map(([name, value]): [string, Json] => [
      name,
      typeof value === 'number' && isTimestampName(name)
        ? normalizeTime(name, value, { created, kind: objectKindOf(object) })
        : normalizeTimestamps(value, created),
    ]),
  )
}

function normalizeTime(
  name: string,
  time: number,
  { created, kind }: { created: number; kind: string },
): number {
  if (!name.startsWith('expires')) {
    return isPlausible(time) ? time : created
  }
  const lifetime = time - created
  return isPlausible(time) && lifetime > 0 && lifetime < MAX_LIFETIME
    ? time
    : created + (LIFETIMES[kind] ?? DEFAULT_LIFETIME)
}

function isPlausible(time: Json | undefined): time is number {
  return typeof time === 'number' && time > MIN_TIME && time < MAX_TIME
}

/** @returns the object with all timestamps shifted, including those of nested objects */
export function shiftTimestamps(object: JsonObject, seconds: number): JsonObject {
  return mapValues(object, (member, name) =>
    typeof member === 'number' && isTimestampName(name) ? member + seconds : shiftInside(member, seconds),
  )
}

function shiftInside(value: Json, seconds: number): Json {
  if (Array.isArray(value)) {
    return value.map((item) => shiftInside(item, seconds))
  }
  return isObject(value) ? shiftTimestamps(value, seconds) : value
}
