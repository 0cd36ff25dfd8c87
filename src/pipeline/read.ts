import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import { type Refusal, refuse } from '../openai/errors.ts'
import { isForm, isJson, mediaTypeOf } from '../openai/media-types.ts'
import { type Fields, parseFields, shapeFields } from './fields.ts'

/** What the request's body said. */
export type RequestBody =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  | { kind: 'form'; fields: Record<string, unknown> }
  | { kind: 'text'; text: string }

/** Media types that clients send when nobody told them what the body is, curl's default among them. */
const UNTOLD = new Set(['', 'text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded'])

/**
 * Reads the body as what it says it is, or as what it plainly is.
 *
 * @param request its body is consumed
 * @param operation what the body is for
 */
export async function readBody(
  request: Request,
  { prism, shapes }: CataloguedOperation,
): Promise<RequestBody | Refusal> {
  const contents = prism.request?.body?.contents ?? []
  if (contents.length === 0) {
    return { kind: 'none' }
  }
  const accepted = contents.map(({ mediaType }) => mediaType)
  const contentType = request.headers.get('content-type') ?? ''
  const mediaType = mediaTypeOf(contentType)
  if (isJson(mediaType)) {
    return readJson(await request.text(), accepted)
  }
  if (isForm(mediaType) && accepted.some(isForm)) {
    return readForm(request, (fields) => shapeFields(fields, shapes.form))
  }
  if (accepted.includes(mediaType)) {
    return { kind: 'text', text: await request.text() }
  }
  const text = await request.text()
  if (text === '') {
    return { kind: 'none' }
  }
  if (UNTOLD.has(mediaType) && accepted.some(isJson) && /^\s*[[{]/.test(text)) {
    return readJson(text, accepted)
  }
  return wrongContentType(contentType, accepted)
}

function readJson(text: string, accepted: string[]): RequestBody | Refusal {
  if (text.trim() === '') {
    return { kind: 'none' }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse(400, NOT_JSON)
  }
  return accepted.some(isJson) || !isRecord(value) ? { kind: 'json', value } : { kind: 'form', fields: value }
}

async function readForm(
  request: Request,
  shape: (fields: Fields<string | File>) => Record<string, unknown>,
): Promise<RequestBody | Refusal> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    return refuse(400, NOT_A_FORM)
  }
  return { kind: 'form', fields: shape(parseFields(form.entries())) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function wrongContentType(contentType: string, accepted: string[]): Refusal {
  const wanted = accepted.map((mediaType) => `'${mediaType}'`).join(' or ')
  const message =
    `Unsupported content type: '${contentType}'. This API method only accepts ${wanted} requests, but you ` +
    `specified the header 'Content-Type: ${contentType}'. Please try again with a supported content type.`
  return refuse(415, message, { code: 'unsupported_content_type' })
}

// The API's own words.
const NOT_JSON =
  'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library ' +
  'correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)'
const NOT_A_FORM =
  'We could not parse the form body of your request. (HINT: Let your HTTP library set the header Content-Type, since ' +
  'it holds the boundary between the parts.)'
