import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { encodeEvent } from '../../web/sse/encode.ts'
import { toEntry } from './entry.ts'
import type { RequestRecord } from '../record.ts'

/**
 * Returns an HTTP Archive (HAR 1.2), without secrets.
 *
 * @param records newest first; the archive lists the oldest first
 */
export function toHar(records: readonly RequestRecord[]): JsonObject {
  return {
    log: {
      version: '1.2',
      creator: { name: 'openai-edge-mock', version: '1' },
      entries: records.toReversed().map(toHarEntry),
    },
  }
}

function toHarEntry(record: RequestRecord): JsonObject {
  const entry = toEntry(record)
  const response = asObject(entry['response']) ?? {}
  const headers = asObject(response['headers']) ?? {}
  const query = asObject(entry['query']) ?? {}
  const { origin } = new URL(record.url)
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, text(value)]),
  )
  const content = contentOf(response)
  return {
    startedDateTime: entry.time,
    time: entry.milliseconds,
    request: {
      method: entry.method,
      url: `${origin}${entry.path}${search.size === 0 ? '' : `?${search}`}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(asObject(entry['headers']) ?? {}),
      queryString: pairs(query),
      ...(entry['body'] !== null && {
        postData: {
          mimeType: text(asObject(entry['headers'])?.['content-type'] ?? ''),
          text: text(entry['body'] ?? ''),
        },
      }),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: entry.status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(headers),
      content: {
        size: content.length,
        mimeType: text(headers['content-type'] ?? ''),
        text: content,
        ...encodingOf(response),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: entry.milliseconds, receive: lastEventOf(response) },
    _operation: entry.operation,
    _requestId: entry.id,
  }
}

function contentOf(response: JsonObject): string {
  const events = response['events']
  if (events === undefined) {
    return text(response['body'] ?? '')
  }
  const decoder = new TextDecoder()
  return asObjects(events)
    .map(({ event, data }) => {
      const name = asString(event)
      return { ...(name !== undefined && { event: name }), data: asObject(data) ?? text(data ?? '') }
    })
    .flatMap(encodeEvent)
    .map((piece) => decoder.decode(piece))
    .join('')
}

function encodingOf({ encoding }: JsonObject): JsonObject {
  return encoding === undefined ? {} : { encoding }
}

function lastEventOf({ events }: JsonObject): number {
  const last = asObjects(events).at(-1)?.['milliseconds']
  return typeof last === 'number' ? last : 0
}

function pairs(members: JsonObject): JsonObject[] {
  return Object.entries(members).map(([name, value]) => ({ name, value: text(value) }))
}

function text(value: unknown): string {
  return asString(value) ?? JSON.stringify(value)
}
