import { apiError } from '../openai/errors.ts'
import { mediaTypeOf } from '../web/http/media-type.ts'
import { type Fields, parseFields } from './form-fields.ts'

/** Maximum number of form fields, far above that of any operation. Each field costs memory. */
const MAX_FIELDS = 10_000

/**
 * Parses a form body.
 *
 * @param contentType `multipart/form-data` with its boundary, or `application/x-www-form-urlencoded`
 * @returns the fields, nested by bracket names, and the names without brackets that occur more than once
 * @throws {import('../openai/errors.ts').ApiError} if the form is malformed or has too many fields
 */
export async function readForm(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<{ fields: Fields<string | File>; repeated: string[] }> {
  // Latin-1 maps each byte to one character.
  const text = new TextDecoder('latin1').decode(bytes)
  const isMultipart = mediaTypeOf(contentType) === 'multipart/form-data'
  const boundary = isMultipart ? readBoundary(contentType) : ''
  if (boundary === undefined) {
    throw apiError(400, INVALID_FORM)
  }
  const delimiter = `--${boundary}`
  const separators = positionsOf(isMultipart ? delimiter : '&', text)
  if (separators.length > MAX_FIELDS) {
    throw apiError(
      413,
      `We could not parse the form body of your request: it has more than ${MAX_FIELDS} fields.`,
    )
  }
  if (isMultipart && !separators.every((position) => hasShortHeader(text, position + delimiter.length))) {
    throw apiError(400, INVALID_FORM)
  }
  // The runtime's parser gets the boundary that was read here, so that both agree.
  const parsedType = isMultipart ? `multipart/form-data; boundary="${boundary}"` : contentType
  try {
    const form = await new Response(bytes, { headers: { 'content-type': parsedType } }).formData()
    return { fields: parseFields(form.entries()), repeated: repeatedNames(form.keys()) }
  } catch {
    throw apiError(400, INVALID_FORM)
  }
}

function repeatedNames(names: Iterable<string>): string[] {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const name of names) {
    if (seen.has(name) && !name.endsWith(']')) {
      repeated.add(name)
    }
    seen.add(name)
  }
  return [...repeated]
}

/** A parameter of a media type (RFC 9110, section 5.6.6): a token or a quoted string. */
const PARAMETER = /;\s*([^\s;="]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g

/** @returns the boundary (RFC 2046, section 5.1.1); undefined if it is missing, invalid or ambiguous */
function readBoundary(contentType: string): string | undefined {
  const boundaries = [...contentType.matchAll(PARAMETER)].flatMap(([, name = '', quoted, token]) =>
    name.toLowerCase() === 'boundary' ? [quoted ?? token ?? ''] : [],
  )
  const [boundary, ...others] = boundaries
  return boundary !== undefined && others.length === 0 && /^[\w'()+,./:=? -]{1,200}$/.test(boundary)
    ? boundary
    : undefined
}

/** @returns the positions of the separator, at most {@link MAX_FIELDS} + 1 */
function positionsOf(separator: string, text: string): number[] {
  const positions: number[] = []
  let found = text.indexOf(separator)
  while (found !== -1 && positions.length <= MAX_FIELDS) {
    positions.push(found)
    found = text.indexOf(separator, found + separator.length)
  }
  return positions
}

/** Maximum length of a part's header. Runtimes scan for its end without a limit. */
const MAX_PART_HEADER_LENGTH = 16_384

function hasShortHeader(text: string, start: number): boolean {
  const header = text.slice(start, start + MAX_PART_HEADER_LENGTH)
  return header.startsWith('--') || header.includes('\r\n\r\n')
}

const INVALID_FORM =
  'We could not parse the form body of your request. (HINT: Let your HTTP library set the header Content-Type, which ' +
  'contains the boundary between the parts.)'
