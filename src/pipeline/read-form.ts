import { type Refusal, refuse } from '../openai/errors.ts'
import { mediaTypeOf } from '../openai/media-types.ts'
import { type Fields, parseFields } from './fields.ts'

/** More fields than any form of the API has; each costs memory, however small it is. */
const MOST_FIELDS = 10_000

/**
 * @param bytes a body
 * @param contentType its content type, `multipart/form-data` or `application/x-www-form-urlencoded`
 * @returns its fields, with structures that names spell out put together
 */
export async function readForm(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Fields<string | File> | Refusal> {
  // One character a byte, whatever the bytes are.
  const text = new TextDecoder('latin1').decode(bytes)
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)
  const isMultipart = mediaTypeOf(contentType) === 'multipart/form-data'
  const delimiter = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`
  const separators = positionsOf(isMultipart ? delimiter : '&', text)
  if (separators.length > MOST_FIELDS) {
    return refuse(413, `We could not read the form of your request: it has more than ${MOST_FIELDS} fields.`)
  }
  if (isMultipart && !separators.every((position) => hasShortHeader(text, position + delimiter.length))) {
    return refuse(400, NOT_A_FORM)
  }
  try {
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
    return parseFields(form.entries())
  } catch {
    return refuse(400, NOT_A_FORM)
  }
}

/** @returns where the separator stands, though no more often than {@link MOST_FIELDS} and once */
function positionsOf(separator: string, text: string): number[] {
  const positions: number[] = []
  let found = text.indexOf(separator)
  while (found !== -1 && positions.length <= MOST_FIELDS) {
    positions.push(found)
    found = text.indexOf(separator, found + separator.length)
  }
  return positions
}

/** Runtimes look for the end of a part's header with more patience than is good for them. */
const LONGEST_HEADER = 16_384

function hasShortHeader(text: string, start: number): boolean {
  const header = text.slice(start, start + LONGEST_HEADER)
  return header.startsWith('--') || header.includes('\r\n\r\n')
}

const NOT_A_FORM =
  'We could not parse the form body of your request. (HINT: Let your HTTP library set the header Content-Type, since ' +
  'it holds the boundary between the parts.)'
