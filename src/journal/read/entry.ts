import { explainMatching } from '../../patches/explain/explain-header.ts'
import { explainMatch, failedConditions } from '../../patches/explain/explain-match.ts'
import { formatFailures } from '../../patches/explain/explain-patches.ts'
import type { RequestView } from '../../patches/match/request-view.ts'
import { toBase64 } from '../../web/bytes/base64.ts'
import { isJson, mediaTypeOf } from '../../web/http/media-type.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asJson, asObject, asString } from '../../web/json/narrow.ts'
import type { RequestRecord } from '../record.ts'
import type { Entry } from '../types.ts'
import { redactHeaders, redactJson, redactText } from './redact.ts'
import { viewRecord } from './view-record.ts'

/** @returns a record as an entry, without secrets */
export function toEntry(record: RequestRecord): Entry {
  const view = viewRecord(record)
  const { method, path, query, headers, body, prompt } = view.request
  const response = responseOf(record)
  const { body: answer } = response
  return {
    seq: record.seq,
    id: record.headers['x-request-id'] ?? '',
    time: new Date(record.time).toISOString(),
    milliseconds: round(record.milliseconds),
    test: headers['x-mock-test'] ?? null,
    operation: record.route?.id ?? null,
    method,
    path: pathOf(record.url, path),
    query,
    headers: { ...headers },
    body: body ?? null,
    prompt: prompt === '' ? null : prompt,
    status: record.status,
    error: record.status < 400 ? null : (asObject(asObject(answer)?.['error']) ?? null),
    patches: [...record.patchNames],
    faults: [...record.faultNames],
    warnings: record.warnings.map(redactText),
    explanation: explanationOf(record, view),
    usage: usageOf(record, answer),
    response,
    nearest: nearestOf(record, view),
  }
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}

/** @returns the path as sent, without the namespace */
function pathOf(url: string, fallback: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const [path = fallback] = url.slice(start).split(/[?#]/, 1)
  return path.replace(/^\/@[^/]*/, '') || '/'
}

function responseOf({ headers, body, events, isTruncated }: RequestRecord): JsonObject {
  return {
    headers: redactHeaders(headers),
    body: bodyOf(body, headers['content-type'] ?? ''),
    ...(body instanceof Uint8Array && { encoding: 'base64' }),
    ...(events && {
      events: events.map(({ milliseconds, event, data }) => ({
        milliseconds: round(milliseconds),
        event: event ?? null,
        data: typeof data === 'string' ? redactText(data) : redactJson(data),
      })),
    }),
    truncated: isTruncated,
  }
}

function bodyOf(body: RequestRecord['body'], contentType: string): Json {
  if (body === null) {
    return null
  }
  if (typeof body !== 'string') {
    return toBase64(body)
  }
  return (isJson(mediaTypeOf(contentType)) ? parse(body) : undefined) ?? redactText(body)
}

/** @returns undefined for text that is not JSON, such as a body that was cut */
function parse(text: string): Json | undefined {
  try {
    const value = asJson(JSON.parse(text))
    return value === undefined ? undefined : redactJson(value)
  } catch {
    return undefined
  }
}

/** Tokens of the response, or of the last event of a stream that has them. */
function usageOf({ events = [] }: RequestRecord, answer: Json | undefined): JsonObject | null {
  const own = asObject(asObject(answer)?.['usage'])
  if (own !== undefined) {
    return own
  }
  for (const { data } of events.toReversed()) {
    const object = asObject(data)
    const usage = asObject(object?.['usage']) ?? asObject(asObject(object?.['response'])?.['usage'])
    if (usage !== undefined) {
      return usage
    }
  }
  return null
}

function explanationOf({ matching, headers }: RequestRecord, view: RequestView): Json {
  const sent = asString(headers['x-mock-explanation'])
  if (sent !== undefined) {
    return parse(sent) ?? sent
  }
  return matching === undefined ? null : (parse(explainMatching(view, matching)) ?? null)
}

/** The patch with the fewest failed conditions, for a request without a patch. */
function nearestOf({ matching, patchNames }: RequestRecord, view: RequestView): JsonObject | null {
  if (matching === undefined || patchNames.length > 0) {
    return null
  }
  const [nearest] = matching.candidates
    .map((candidate) => explainMatch(candidate, view))
    .toSorted((one, other) => failedConditions(one).length - failedConditions(other).length)
  return nearest === undefined ? null : { name: nearest.name, failed: formatFailures(nearest) }
}
