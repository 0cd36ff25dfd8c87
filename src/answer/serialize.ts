import type { MockedAnswer } from './answer.ts'
import { apiHeaders } from '../openai/headers.ts'
import { isBytes } from '../web/bytes/bytes.ts'
import { isBinary, isJson, mediaTypeOf } from '../web/http/media-type.ts'
import { jsonText } from '../web/json/json-cache.ts'
import type { Outcome } from './outcome.ts'
import { STREAM_HEADERS, streamEvents } from './event-stream.ts'
import type { WireMessage } from '../web/http/wire-message.ts'

/** Statuses without a body (Fetch standard, "null body status"). */
const WITHOUT_BODY = new Set([101, 103, 204, 205, 304])

const LONGEST_HEADER = 1000

/**
 * Serializes an outcome, including the mock's own headers.
 *
 * @param milliseconds processing time so far
 */
export function project(outcome: Outcome, milliseconds: number): WireMessage {
  const {
    answer,
    operationId,
    patchNames = [],
    faultNames = [],
    warnings = [],
    explanation,
    stream,
  } = outcome
  const body = WITHOUT_BODY.has(answer.status) ? null : stream ? streamEvents(stream) : bodyOf(answer)
  const headers: Record<string, string> = {
    ...apiHeaders(milliseconds),
    ...answer.headers,
    ...(stream && STREAM_HEADERS),
  }
  if (body === null) {
    delete headers['content-type']
  }
  if (operationId !== undefined) {
    headers['x-mock-operation'] = headerText(operationId)
  }
  if (patchNames.length > 0) {
    headers['x-mock-patches'] = headerText(patchNames.join(', '))
  }
  if (faultNames.length > 0) {
    headers['x-mock-faults'] = headerText(faultNames.join(', '))
  }
  if (warnings.length > 0) {
    headers['x-mock-warning'] = headerText(warnings.join('; '))
  }
  if (explanation !== undefined) {
    headers['x-mock-explanation'] = explanation
  }
  return { status: answer.status, headers, body }
}

/** @returns the message as a `Response` */
export function respond({ status, headers, body }: WireMessage): Response {
  return new Response(body, { status, headers })
}

function bodyOf({ headers, body }: MockedAnswer): string | Uint8Array<ArrayBuffer> | null {
  if (body === undefined) {
    return null
  }
  if (isBytes(body)) {
    return body
  }
  const mediaType = mediaTypeOf(headers['content-type'] ?? 'application/json')
  if (typeof body !== 'string' || isJson(mediaType)) {
    return jsonText(body)
  }
  return isBinary(mediaType) ? bytesOf(body) : body
}

/** Decodes base64, which the catalogue and patches use for bytes. Other text is encoded as UTF-8. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return Uint8Array.from(new TextEncoder().encode(text))
  }
}

/** Header values must be printable ASCII (RFC 9110, section 5.5) and within the limits of common clients. */
function headerText(text: string): string {
  const printable = text.replaceAll(/[^\x20-\x7e]/g, '?')
  return printable.length > LONGEST_HEADER ? `${printable.slice(0, LONGEST_HEADER)}...` : printable
}
