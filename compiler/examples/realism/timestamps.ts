import { isTimeName } from '../../../src/openai/timestamp-fields.ts'
import { kindOf } from './object-kind.ts'
import { isObject, type Json, type JsonObject } from '../../document/document.ts'

/** Default time of examples without a plausible time: 10 March 2025. */
const BASE = 1_741_569_952
/** September 2020 to May 2033; times outside were made up by hand: 1234567, 0. */
const EARLIEST = 1_600_000_000
const LATEST = 2_000_000_000

const DAY = 86_400

/** Lifetimes in seconds, by kind of object; the default is 30 days. */
const LIFETIMES: Readonly<Record<string, number>> = {
  upload: 3600,
  'realtime.session': 600,
  'organization.invite': 7 * DAY,
  'organization.certificate': 365 * DAY,
  'chatkit.session': 600,
}
const LIFETIME = 30 * DAY
const LONGEST_LIFETIME = 400 * DAY

/**
 * Replaces implausible times and puts the rest in order: created, completed, expired.
 *
 * @param value the body of an example (not mutated)
 * @param around creation time of the enclosing object
 */
export function inOrder(value: Json, around: number = BASE): Json {
  if (Array.isArray(value)) {
    return value.map((item) => inOrder(item, around))
  }
  return isObject(value) ? ordered(value, around) : value
}

function ordered(object: JsonObject, around: number): JsonObject {
  const own = object['created_at'] ?? object['created']
  const created = isPlausible(own) ? own : around
  return Object.fromEntries(
    Object.entries(object).map(([name, value]): [string, Json] => [
      name,
      typeof value === 'number' && isTimeName(name)
        ? timeFor(name, value, { created, kind: kindOf(object) })
        : inOrder(value, created),
    ]),
  )
}

function timeFor(name: string, time: number, { created, kind }: { created: number; kind: string }): number {
  if (!name.startsWith('expires')) {
    return isPlausible(time) ? time : created
  }
  const lives = time - created
  return isPlausible(time) && lives > 0 && lives < LONGEST_LIFETIME
    ? time
    : created + (LIFETIMES[kind] ?? LIFETIME)
}

function isPlausible(time: Json | undefined): time is number {
  return typeof time === 'number' && time > EARLIEST && time < LATEST
}

/** @returns the body with all timestamps shifted */
export function moved(value: Json, seconds: number): Json {
  if (Array.isArray(value)) {
    return value.map((item) => moved(item, seconds))
  }
  if (!isObject(value)) {
    return value
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, Json] => [
      name,
      typeof member === 'number' && isTimeName(name) ? member + seconds : moved(member, seconds),
    ]),
  )
}
