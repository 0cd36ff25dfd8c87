import { objectIn } from '../web/json/narrow.ts'
import type { AdapterContext } from '../operations/operation.ts'
import type { AcceptedBodies, CataloguedOperation } from '../catalogue/catalogue.ts'
import { parseBoundedJson } from '../web/json/parse-bounded.ts'
import { isRecord } from '../web/json/is-record.ts'
import { isRefusal, type Refusal, refuse } from '../openai/errors.ts'
import { isForm, isJson, mediaTypeOf } from '../web/http/media-type.ts'
import { shapeFields } from './form-fields.ts'
import { readBytes } from './body-bytes.ts'
import { readForm } from './body-form.ts'
import { readUploads, type Upload } from './uploads.ts'

/** The parsed request body. */
export type RequestBody =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  | { kind: 'form'; fields: Record<string, unknown>; uploads: readonly Upload[] }
  | { kind: 'text'; text: string }

/** Media types that clients send by default, including curl's. They do not describe the body. */
const UNTOLD = new Set(['', 'text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded'])

/**
 * Parses the request body by its content type. A JSON body with a missing or generic content type is accepted.
 *
 * @param request the request, whose body is consumed
 * @param limit maximum size of the body, in bytes
 */
export async function readBody(
  request: Request,
  { accepts, shapes }: CataloguedOperation,
  limit: number,
): Promise<RequestBody | Refusal> {
  const bytes = await readBytes(request, limit)
  if (isRefusal(bytes)) {
    return bytes
  }
  if (bytes.length === 0 || accepts.mediaTypes.length === 0) {
    return { kind: 'none' }
  }
  const contentType = request.headers.get('content-type') ?? ''
  const mediaType = mediaTypeOf(contentType)
  if (accepts.json && UNTOLD.has(mediaType) && isPlainlyJson(bytes)) {
    const json = decode(bytes)
    return json === undefined ? refuse(400, NOT_JSON) : readJson(json, accepts)
  }
  if (isForm(mediaType) && accepts.form) {
    const fields = await readForm(bytes, contentType)
    return isRefusal(fields)
      ? fields
      : { kind: 'form', fields: shapeFields(fields, shapes.form), uploads: await readUploads(fields) }
  }
  const text = decode(bytes)
  if (isJson(mediaType)) {
    return text === undefined ? refuse(400, NOT_JSON) : readJson(text, accepts)
  }
  if (accepts.mediaTypes.includes(mediaType)) {
    return text === undefined ? refuse(400, NOT_TEXT) : { kind: 'text', text }
  }
  return wrongContentType(contentType, accepts)
}

/** White space and the bytes of a byte order mark. */
const BEFORE_JSON = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf])
/** `{` and `[`, which URL-encoded forms escape as `%7B` and `%5B`. */
const OPENING = new Set([0x7b, 0x5b])

function isPlainlyJson(bytes: Uint8Array): boolean {
  return OPENING.has(bytes.find((byte) => !BEFORE_JSON.has(byte)) ?? 0)
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** @returns the text without a byte order mark, or undefined if it is not UTF-8, which RFC 8259 requires of JSON */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return UTF_8.decode(bytes)
  } catch {
    return undefined
  }
}

function readJson(text: string, accepts: AcceptedBodies): RequestBody | Refusal {
  if (text.trim() === '') {
    return { kind: 'none' }
  }
  const parsed = parseBoundedJson(text)
  if ('fault' in parsed) {
    const message = `We could not parse the JSON body of your request: it ${parsed.fault}.`
    return parsed.kind === 'malformed'
      ? refuse(400, NOT_JSON)
      : refuse(parsed.kind === 'too large' ? 413 : 400, message)
  }
  const { value } = parsed
  return accepts.json || !isRecord(value)
    ? { kind: 'json', value }
    : { kind: 'form', fields: value, uploads: [] }
}

function wrongContentType(contentType: string, { mediaTypes }: AcceptedBodies): Refusal {
  const wanted = mediaTypes.map((mediaType) => `'${mediaType}'`).join(' or ')
  const message =
    `Unsupported content type: '${contentType}'. This API method only accepts ${wanted} requests, but you ` +
    `specified the header 'Content-Type: ${contentType}'. Please try again with a supported content type.`
  return refuse(415, message, { code: 'unsupported_content_type' })
}

// OpenAI's own messages.
const NOT_JSON =
  'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library ' +
  'correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)'
const NOT_TEXT = 'We could not read the body of your request: it is not UTF-8 text.'

/** @returns the JSON or form fields of the request body; empty if there are none */
export function sentBy(body: RequestBody): AdapterContext['body'] {
  if (body.kind === 'json') {
    return objectIn(body.value) ?? {}
  }
  return body.kind === 'form' ? (objectIn(body.fields) ?? {}) : {}
}
