import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { invalidType, missingParameter, unsupportedValue } from '../client-event.ts'
import type { SessionError } from '../session.ts'

/** A checked frame of the client. */
export type ResponseFrame =
  | {
      type: 'response.create'
      /** The lane; undefined for the default one, whose events have no `stream_id`. */
      streamId: string | undefined
      /** False to only warm up the connection. */
      generate: boolean
      /** The body of `POST /responses`. */
      body: JsonObject
    }
  | { type: 'response.steer'; previousResponseId: string; input: JsonObject[] | string }

/** The types of client events. */
const TYPES = ['response.create', 'response.steer']

const STREAM_ID = /^[A-Za-z0-9_.-]{1,256}$/

/** Parses a frame of a Responses WebSocket. */
export function parseResponseFrame(text: string): ResponseFrame | { error: SessionError; streamId?: string } {
  const parsed = parseBoundedJson(text)
  const frame = 'value' in parsed ? asObject(parsed.value) : undefined
  if (frame === undefined) {
    const message =
      'issue' in parsed && parsed.kind !== 'malformed'
        ? `Invalid event: it ${parsed.issue}.`
        : 'Invalid event: expected a JSON object.'
    return { error: { code: 'invalid_json', message } }
  }
  const { type } = frame
  if (type === 'response.create') {
    return createFrame(frame)
  }
  if (type === 'response.steer') {
    return steerFrame(frame)
  }
  return {
    error:
      type === undefined
        ? missingParameter('type')
        : unsupportedValue('type', asString(type) ?? JSON.stringify(type), TYPES),
  }
}

function createFrame({
  type: _,
  event_id: __,
  stream_id: streamId,
  generate,
  ...body
}: JsonObject): ResponseFrame | { error: SessionError; streamId?: string } {
  if (streamId !== undefined && (typeof streamId !== 'string' || !STREAM_ID.test(streamId))) {
    const message = "Invalid 'stream_id': expected 1 to 256 letters, digits, '_', '.' or '-'."
    return { error: { code: 'invalid_value', message, param: 'stream_id' } }
  }
  const lane = streamId === undefined ? {} : { streamId }
  if (generate !== undefined && typeof generate !== 'boolean') {
    return { error: invalidType('generate', 'a boolean'), ...lane }
  }
  if (body['background'] === true) {
    const message = "Unsupported parameter: 'background' is not supported over WebSocket. Remove it."
    return { error: { code: 'unsupported_parameter', message, param: 'background' }, ...lane }
  }
  return {
    type: 'response.create',
    streamId,
    generate: generate ?? true,
    body: { ...body, stream: true },
  }
}

function steerFrame({
  previous_response_id: id,
  input,
}: JsonObject): ResponseFrame | { error: SessionError } {
  if (typeof id !== 'string') {
    return {
      error:
        id === undefined
          ? missingParameter('previous_response_id')
          : invalidType('previous_response_id', 'a string'),
    }
  }
  if (typeof input === 'string') {
    return { type: 'response.steer', previousResponseId: id, input }
  }
  return Array.isArray(input)
    ? { type: 'response.steer', previousResponseId: id, input: input.map((item) => asObject(item) ?? {}) }
    : {
        error: input === undefined ? missingParameter('input') : invalidType('input', 'a string or an array'),
      }
}
