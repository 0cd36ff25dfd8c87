import type { MockedAnswer } from './answer.ts'
import { apiHeaders } from '../openai/headers.ts'
import { fromBase64 } from '../web/bytes/base64.ts'
import { isBytes, utf8 } from '../web/bytes/bytes.ts'
import { isBinary, isJson, mediaTypeOf } from '../web/http/media-type.ts'
import { jsonText } from '../web/json/json-cache.ts'
import type { Outcome } from './outcome.ts'
import { STREAM_HEADERS, streamEvents } from './event-stream.ts'
import type { WireMessage } from '../web/http/wire-message.ts'
import { ellipsize } from '../web/truncate.ts'

/** Statuses without a body (Fetch standard, "null body status"). */
const NULL_BODY_STATUSES = new Set([101, 103, 204, 205, 304])

const MAX_HEADER_LENGTH = 1000

/**
 * Serializes an outcome, including the mock's own headers.
 *
 * @param milliseconds processing time so far
 */
export function serialize(outcome: Outcome, milliseconds: number): WireMessage {
  const { answer, stream } = outcome
  const body = NULL_BODY_STATUSES.has(answer.status)
    ? null
    : stream
      ? streamEvents(stream)
      : serializeBody(answer)
  const headers: Record<string, string> = {
    ...apiHeaders(milliseconds),
    ...answer.headers,
    ...(stream && STREAM_HEADERS),
  }
  if (body === null) {
    delete headers['content-type']
  }
  Object.assign(headers, mockHeaders(outcome))
  return { status: answer.status, headers, body }
}

/** @returns the mock's own headers, which describe how a request was handled */
export function mockHeaders({
  operationId,
  patchNames = [],
  faultNames = [],
  warnings = [],
  explanation,
}: Outcome): Record<string, string> {
  const headers: Record<string, string> = {}
  if (operationId !== undefined) {
    headers['x-mock-operation'] = toHeaderValue(operationId)
  }
  if (patchNames.length > 0) {
    headers['x-mock-patches'] = toHeaderValue(patchNames.join(', '))
  }
  if (faultNames.length > 0) {
    headers['x-mock-faults'] = toHeaderValue(faultNames.join(', '))
  }
  if (warnings.length > 0) {
    headers['x-mock-warning'] = toHeaderValue(warnings.join('; '))
  }
  if (explanation !== undefined) {
    headers['x-mock-explanation'] = explanation
  }
  return headers
}

/** @returns the message as a `Response` */
export function toResponse({ status, headers, body }: WireMessage): Response {
  return new Response(body, { status, headers })
}

function serializeBody({ headers, body }: MockedAnswer): string | Uint8Array<ArrayBuffer> | null {
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
  return isBinary(mediaType) ? decodeBase64(body) : body
}

/** Decodes base64, which the catalogue and patches use for bytes. Other text is encoded as UTF-8. */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(text)
  } catch {
    return utf8(text)
  }
}

/** Header values must be printable ASCII (RFC 9110, section 5.5) and within the limits of common clients. */
function toHeaderValue(text: string): string {
  const printable = text.replaceAll(/[^\x20-\x7e]/g, '?')
  return ellipsize(printable, MAX_HEADER_LENGTH)
}
