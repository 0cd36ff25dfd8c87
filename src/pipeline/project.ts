import { apiHeaders } from '../openai/headers.ts'
import { isBinary, isJson, mediaTypeOf } from '../openai/media-types.ts'
import type { NamedPatch } from '../patches/compile-patch.ts'
import type { PatchSet } from '../patches/parse.ts'
import type { RequestView } from '../patches/request-view.ts'
import type { MockedAnswer } from './mock.ts'
import { type EventStream, STREAM_HEADERS, streamEvents } from './stream.ts'

/** What the patches of a request were chosen from. */
export interface Matching {
  /** Those of the operation, in order of priority. */
  candidates: readonly NamedPatch[]
  /** All of the namespace. */
  patches: PatchSet
  view: RequestView
}

/** What became of a request, with what the mock has to say about it. */
export interface Outcome {
  answer: MockedAnswer
  /** The operation, when one was found. */
  operationId?: string
  /** Names of the patches that were applied. */
  patchNames?: readonly string[]
  warnings?: readonly string[]
  /** What patches were matched with, for those who want to know why. */
  matching?: Matching
  /** The answer told as events, when the request asked for a stream. */
  stream?: EventStream
}

/** Statuses that HTTP gives no body (Fetch standard, "null body status"). */
const WITHOUT_BODY = new Set([101, 103, 204, 205, 304])

const LONGEST_HEADER = 1000

/** What goes over the wire. */
export interface Projected {
  response: Response
  /** The response's headers: on Node, asking the response for them would cost more than making it. */
  headers: Readonly<Record<string, string>>
}

/**
 * Turns an answer into what goes over the wire.
 *
 * @param outcome what became of the request
 * @param milliseconds time spent on it
 */
export function project(outcome: Outcome, milliseconds: number): Projected {
  const { answer, operationId, patchNames = [], warnings = [], stream } = outcome
  const body = WITHOUT_BODY.has(answer.status) ? null : stream ? streamEvents(stream) : bodyOf(answer)
  // A plain object: on Node, a Headers object would cost as much as all the rest.
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
  if (warnings.length > 0) {
    headers['x-mock-warning'] = headerText(warnings.join('; '))
  }
  return { response: new Response(body, { status: answer.status, headers }), headers }
}

function bodyOf({ headers, body }: MockedAnswer): string | Uint8Array<ArrayBuffer> | null {
  if (body === undefined) {
    return null
  }
  const mediaType = mediaTypeOf(headers['content-type'] ?? 'application/json')
  if (typeof body !== 'string' || isJson(mediaType)) {
    return JSON.stringify(body)
  }
  return isBinary(mediaType) ? bytesOf(body) : body
}

/** The catalogue and patches hold bytes as base64; what is not base64 stands for itself. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return Uint8Array.from(new TextEncoder().encode(text))
  }
}

/** Header values are printable ASCII (RFC 9110, section 5.5), and short enough for every client. */
function headerText(text: string): string {
  const printable = text.replaceAll(/[^\x20-\x7e]/g, '?')
  return printable.length > LONGEST_HEADER ? `${printable.slice(0, LONGEST_HEADER)}...` : printable
}
