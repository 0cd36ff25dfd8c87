import { asObject, asString } from '../web/json/narrow.ts'
import type { JsonObject } from '../web/json/json.ts'
import { parseBoundedJson } from '../web/json/parse-bounded.ts'
import type { SessionError } from './session.ts'

/** A parsed client event. */
export interface ClientEvent {
  type: string
  /** The client's id of the event, which errors repeat. */
  eventId: string | null
  fields: JsonObject
}

/** A client event, or the error that it causes. */
export type ParsedEvent = { event: ClientEvent } | { error: SessionError; eventId: string | null }

/** Members of each client event, besides `type` and `event_id`; required ones end with `!`. */
export type EventShapes = Readonly<Record<string, readonly string[]>>

/** The service's message; the trailing space is its own. */
const INVALID_JSON = 'Invalid event: failed to parse JSON value. '

/** The error for a binary frame. */
export const BINARY_FRAME: SessionError = {
  code: 'invalid_event',
  message: 'Expected a text WebSocket message; binary frames are not supported.',
}

/**
 * Parses a text frame and checks its members.
 *
 * @param shapes the members of each known type
 * @param listed the types that the error for an unknown type lists
 */
export function parseClientEvent(text: string, shapes: EventShapes, listed: readonly string[]): ParsedEvent {
  const parsed = parseBoundedJson(text)
  if ('issue' in parsed) {
    const message = parsed.kind === 'malformed' ? INVALID_JSON : `Invalid event: it ${parsed.issue}.`
    return { error: { code: 'invalid_json', message }, eventId: null }
  }
  const fields = asObject(parsed.value)
  if (fields === undefined) {
    return { error: invalidType(null, 'an object'), eventId: null }
  }
  const { type: name, event_id: id, ...members } = fields
  const eventId = asString(id) ?? null
  if (name === undefined) {
    return { error: missingParameter('type'), eventId }
  }
  const type = asString(name)
  const shape = type === undefined || !Object.hasOwn(shapes, type) ? undefined : shapes[type]
  if (type === undefined || shape === undefined) {
    return { error: unknownType(type ?? JSON.stringify(name), listed), eventId }
  }
  if (id !== undefined && eventId === null) {
    return { error: invalidType('event_id', 'a string'), eventId }
  }
  const error = checkMembers(members, shape)
  return error === undefined ? { event: { type, eventId, fields: members } } : { error, eventId }
}

/** @returns the error for a missing member */
export function missingParameter(param: string): SessionError {
  return { code: 'missing_required_parameter', message: `Missing required parameter: '${param}'.`, param }
}

/** @returns the error for an unknown member */
export function unknownParameter(param: string): SessionError {
  return { code: 'unknown_parameter', message: `Unknown parameter: '${param}'.`, param }
}

/** @returns the error for a value of the wrong type */
export function invalidType(param: string | null, expected: string): SessionError {
  const subject = param === null ? 'the event' : `'${param}'`
  return { code: 'invalid_type', message: `Invalid type for ${subject}: expected ${expected}.`, param }
}

/** Maximum length of a client's value in an error. */
const MAX_QUOTED = 200

/** @returns the error for a value that is not one of the supported ones */
export function unsupportedValue(param: string, value: string, supported: readonly string[]): SessionError {
  const names = supported.map((name) => `'${name}'`)
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}` : names.join('')
  const message = `Invalid value: '${value.slice(0, MAX_QUOTED)}'. Supported values are: ${list}.`
  return { code: 'invalid_value', message, param }
}

function unknownType(type: string, listed: readonly string[]): SessionError {
  return unsupportedValue('type', type, listed)
}

function checkMembers(members: JsonObject, shape: readonly string[]): SessionError | undefined {
  const names = shape.map((name) => name.replace('!', ''))
  const unknown = Object.keys(members).find((name) => !names.includes(name))
  const missing = shape.find((name) => name.endsWith('!') && members[name.slice(0, -1)] === undefined)
  if (missing !== undefined) {
    return missingParameter(missing.slice(0, -1))
  }
  return unknown === undefined ? undefined : unknownParameter(unknown)
}
