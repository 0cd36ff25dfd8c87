import { type Refusal, refuse } from '../openai/errors.ts'
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
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType)
  const separator = boundary === null ? '&' : `--${boundary[1] ?? boundary[2] ?? ''}`
  if (occursMoreThan(MOST_FIELDS, separator, bytes)) {
    return refuse(413, `We could not read the form of your request: it has more than ${MOST_FIELDS} fields.`)
  }
  try {
    const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
    return parseFields(form.entries())
  } catch {
    return refuse(400, NOT_A_FORM)
  }
}

function occursMoreThan(limit: number, separator: string, bytes: Uint8Array): boolean {
  // One character a byte, whatever the bytes are.
  const text = new TextDecoder('latin1').decode(bytes)
  let count = 0
  let found = text.indexOf(separator)
  while (found !== -1 && count <= limit) {
    count += 1
    found = text.indexOf(separator, found + separator.length)
  }
  return count > limit
}

const NOT_A_FORM =
  'We could not parse the form body of your request. (HINT: Let your HTTP library set the header Content-Type, since ' +
  'it holds the boundary between the parts.)'
