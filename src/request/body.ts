import type { AcceptedBodies, CataloguedOperation } from '../catalogue/catalogue.ts'
import { parseBoundedJson, type ParseError } from '../web/json/parse-bounded.ts'
import { isRecord } from '../web/json/is-record.ts'
import { type ApiError, apiError } from '../openai/errors.ts'
import { isForm, isJson, mediaTypeOf } from '../web/http/media-type.ts'
import { shapeFields } from './form-fields.ts'
import { decodeUtf8 } from '../web/bytes/bytes.ts'
import { readBytes } from './body-bytes.ts'
import { readForm } from './body-form.ts'
import { readUploads, type Upload } from './uploads.ts'

/** The parsed request body. */
export type RequestBody =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  | {
      kind: 'form'
      fields: Record<string, unknown>
      uploads: readonly Upload[]
      /** Names without brackets that occur more than once. */
      repeated: readonly string[]
    }
  | { kind: 'text'; text: string }

/** Media types that clients send by default, including curl's. They do not describe the body. */
const GENERIC_MEDIA_TYPES = new Set([
  '',
  'text/plain',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
])

/**
 * Parses the request body by its content type. A JSON body with a missing or generic content type is accepted.
 *
 * @param request the request, whose body is consumed
 * @param limit maximum size of the body, in bytes
 * @returns the parsed body, and its decompressed bytes
 * @throws {ApiError} if the body is too large, malformed or of an unsupported type
 */
export async function readBody(
  request: Request,
  operation: CataloguedOperation,
  limit: number,
): Promise<{ content: RequestBody; bytes: Uint8Array<ArrayBuffer> }> {
  const bytes = await readBytes(request, limit)
  return { content: await parseBody(request, bytes, operation), bytes }
}

async function parseBody(
  request: Request,
  bytes: Uint8Array<ArrayBuffer>,
  { accepts, shapes }: CataloguedOperation,
): Promise<RequestBody> {
  if (bytes.length === 0 || accepts.mediaTypes.length === 0) {
    return { kind: 'none' }
  }
  const contentType = request.headers.get('content-type') ?? ''
  const mediaType = mediaTypeOf(contentType)
  if (accepts.json && GENERIC_MEDIA_TYPES.has(mediaType) && looksLikeJson(bytes)) {
    return readJson(decodeUtf8(bytes), accepts)
  }
  if (isForm(mediaType) && accepts.form) {
    const { fields, repeated } = await readForm(bytes, contentType)
    const uploads = await readUploads(fields)
    return { kind: 'form', fields: shapeFields(fields, shapes.form), uploads, repeated }
  }
  const text = decodeUtf8(bytes)
  if (isJson(mediaType)) {
    return readJson(text, accepts)
  }
  if (!accepts.mediaTypes.includes(mediaType)) {
    throw unsupportedContentType(contentType, accepts)
  }
  if (text === undefined) {
    throw apiError(400, INVALID_UTF8)
  }
  return { kind: 'text', text }
}

/** White space and the bytes of a byte order mark. */
const JSON_WHITESPACE_BYTES = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf])
/** `{` and `[`, which URL-encoded forms escape as `%7B` and `%5B`. */
const JSON_START_BYTES = new Set([0x7b, 0x5b])

function looksLikeJson(bytes: Uint8Array): boolean {
  return JSON_START_BYTES.has(bytes.find((byte) => !JSON_WHITESPACE_BYTES.has(byte)) ?? 0)
}

const NOT_UTF8: ParseError = { issue: 'is not UTF-8 text', kind: 'malformed' }

/** @param text the body, or undefined if it is not UTF-8 */
function readJson(text: string | undefined, accepts: AcceptedBodies): RequestBody {
  if (text?.trim() === '') {
    return { kind: 'none' }
  }
  const parsed = text === undefined ? NOT_UTF8 : parseBoundedJson(text)
  if ('issue' in parsed) {
    throw parsed.kind === 'malformed'
      ? apiError(400, INVALID_JSON)
      : apiError(
          parsed.kind === 'too large' ? 413 : 400,
          `We could not parse the JSON body of your request: it ${parsed.issue}.`,
        )
  }
  const { value } = parsed
  return accepts.json || !isRecord(value)
    ? { kind: 'json', value }
    : { kind: 'form', fields: value, uploads: [], repeated: [] }
}

function unsupportedContentType(contentType: string, { mediaTypes }: AcceptedBodies): ApiError {
  const accepted = mediaTypes.map((mediaType) => `'${mediaType}'`).join(' or ')
  const message =
    `Unsupported content type: '${contentType}'. This API method only accepts ${accepted} requests, but you ` +
    `specified the header 'Content-Type: ${contentType}'. Please try again with a supported content type.`
  return apiError(415, message, { code: 'unsupported_content_type' })
}

// OpenAI's own messages.
const INVALID_JSON =
  'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library ' +
  'correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)'
const INVALID_UTF8 = 'We could not read the body of your request: it is not UTF-8 text.'
