import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'

/** A problem of an input file, as in a batch's `errors`. */
export interface LineError {
  code: string
  message: string
  param: string | null
  /** Counted from 1; null for a problem of the whole file. */
  line: number | null
}

/** One request of a batch. */
export interface BatchLine {
  customId: string
  body: JsonObject
}

/** Maximum number of requests of a batch (API reference, "Batch"). */
const MAX_LINES = 50_000

/** Maximum number of reported errors. */
const MAX_ERRORS = 100

const MEMBERS = ['custom_id', 'method', 'url', 'body']

/** Endpoints whose bodies have messages. */
const CHAT = '/v1/chat/completions'

/** Endpoints whose bodies need no model. */
const WITHOUT_MODEL = new Set(['/v1/moderations'])

/**
 * Parses and checks the input file of a batch. One wrong line fails the whole batch, before anything runs.
 *
 * @param text JSON Lines
 * @param endpoint the endpoint of the batch: `/v1/chat/completions`
 * @returns the requests, or the errors
 */
export function checkLines(text: string, endpoint: string): { lines: BatchLine[] } | { errors: LineError[] } {
  const texts = text.split('\n').map((line) => line.trim())
  const numbered = texts.flatMap((line, index) => (line === '' ? [] : [{ line, number: index + 1 }]))
  if (numbered.length === 0) {
    return { errors: [fileError('empty_file', 'The input file of the batch is empty.')] }
  }
  if (numbered.length > MAX_LINES) {
    const message = `The input file has ${numbered.length} requests, the limit is ${MAX_LINES}.`
    return { errors: [fileError('too_many_requests', message)] }
  }
  const lines: BatchLine[] = []
  const errors: LineError[] = []
  const known: KnownLines = { ids: new Set(), model: undefined }
  for (const { line, number } of numbered) {
    const checked = checkLine(line, endpoint, known)
    if ('customId' in checked) {
      lines.push(checked)
    } else {
      errors.push({ ...checked, line: number })
    }
    if (errors.length === MAX_ERRORS) {
      break
    }
  }
  return errors.length > 0 ? { errors } : { lines }
}

/** What earlier lines have, which a later one must not repeat or change. */
interface KnownLines {
  ids: Set<string>
  model: string | undefined
}

function checkLine(text: string, endpoint: string, known: KnownLines): BatchLine | Omit<LineError, 'line'> {
  const line = parseObject(text)
  if (line === undefined) {
    return problem('invalid_json_line', 'This line is not parseable as valid JSON.', null)
  }
  const missing = MEMBERS.find((name) => (line[name] ?? null) === null)
  const body = asObject(line['body'])
  if (missing !== undefined || body === undefined) {
    const name = missing ?? 'body'
    return problem('missing_required_parameter', `Missing required parameter: '${name}'.`, name)
  }
  if (line['url'] !== endpoint) {
    return problem(
      'invalid_url',
      'The URL provided for this request does not match the batch endpoint.',
      'url',
    )
  }
  const id = line['custom_id']
  const customId = typeof id === 'string' ? id : JSON.stringify(id)
  return (
    checkBody(body, endpoint) ?? checkKnown(customId, asString(body['model']), known) ?? { customId, body }
  )
}

function checkBody(body: JsonObject, endpoint: string): Omit<LineError, 'line'> | undefined {
  if ((body['model'] ?? null) === null && !WITHOUT_MODEL.has(endpoint)) {
    return problem('invalid_request', 'Model parameter is required.', 'body.model')
  }
  if ((body['messages'] ?? null) === null && endpoint === CHAT) {
    return problem('invalid_request', 'Messages parameter is required.', 'body.messages')
  }
  if (body['stream'] === true) {
    const api = endpoint === CHAT ? 'Chat Completions: ' : ''
    const message = `${api}Streaming is not supported in the Batch API.`
    return problem('streaming_unsupported', message, 'body.stream')
  }
  return undefined
}

function checkKnown(
  customId: string,
  model: string | undefined,
  known: KnownLines,
): Omit<LineError, 'line'> | undefined {
  if (known.ids.has(customId)) {
    const message = `The custom_id '${customId}' is used by an earlier line.`
    return problem('duplicate_custom_id', message, 'custom_id')
  }
  known.ids.add(customId)
  if (known.model !== undefined && model !== known.model) {
    const message = `The model '${model}' differs from the model of earlier lines, '${known.model}'.`
    return problem('mismatched_model', message, 'body.model')
  }
  known.model = model
  return undefined
}

function parseObject(text: string): JsonObject | undefined {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return undefined
  }
}

function problem(code: string, message: string, param: string | null): Omit<LineError, 'line'> {
  return { code, message, param }
}

function fileError(code: string, message: string): LineError {
  return { ...problem(code, message, null), line: null }
}
