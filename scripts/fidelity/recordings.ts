import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isRecord } from '../../src/web/json/is-record.ts'
import type { Json } from '../../src/web/json/json.ts'
import { asArray, asJson, asNumber, asObject, asString } from '../../src/web/json/narrow.ts'

/** One recorded exchange with the service. */
export interface Exchange {
  method: string
  /** Path and query: `/v1/files?limit=2`. */
  target: string
  /** Request headers by lower-case name. */
  sent: Readonly<Record<string, string>>
  /** The request body: parsed JSON, text, or parts of which binary ones start with `b64://`. */
  requestBody: Json
  status: number
  /** Response headers by lower-case name. */
  received: Readonly<Record<string, string>>
  responseBody: Json
}

/** The exchanges of one recorded session, in order. */
export interface Session {
  /** Path of the file below the folder. */
  name: string
  exchanges: readonly Exchange[]
}

/**
 * Reads recorded sessions: JSON files in the form of Azure's test proxy, `{"Entries": [...]}`.
 *
 * @param folder searched with its subfolders
 * @throws {Error} if the folder cannot be read or a file is not JSON
 */
export function readSessions(folder: string): Session[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const path = join(folder, name)
      const file: unknown = JSON.parse(readFileSync(path, 'utf8'))
      const entries = isRecord(file) ? asArray(file['Entries']) : []
      return { name: relative(folder, path), exchanges: entries.map(readExchange) }
    })
    .filter(({ exchanges }) => exchanges.length > 0)
}

function readExchange(entry: Json): Exchange {
  const fields = asObject(entry) ?? {}
  return {
    method: asString(fields['RequestMethod']) ?? 'GET',
    target: (asString(fields['RequestUri']) ?? '').replace(/^https?:\/\/[^/]+/, ''),
    sent: readHeaders(fields['RequestHeaders']),
    requestBody: asJson(fields['RequestBody']) ?? null,
    status: asNumber(fields['StatusCode']) ?? 0,
    received: readHeaders(fields['ResponseHeaders']),
    responseBody: asJson(fields['ResponseBody']) ?? null,
  }
}

function readHeaders(headers: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(headers) ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  )
}

/** @returns a recorded body as text; lines that are JSON are stored parsed */
export function bodyText(body: Json): string {
  const parts = Array.isArray(body) ? body : [body]
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join('')
}

/** @returns a recorded form or file as bytes */
export function bodyBytes(body: Json): Buffer {
  if (typeof body === 'string' && isBase64(body)) {
    return Buffer.from(body, 'base64')
  }
  const parts = Array.isArray(body) ? body : [body]
  return Buffer.concat(
    parts.map((part) => {
      const text = typeof part === 'string' ? part : JSON.stringify(part)
      return text.startsWith(BASE64_MARK)
        ? Buffer.from(text.slice(BASE64_MARK.length), 'base64')
        : Buffer.from(text)
    }),
  )
}

const BASE64_MARK = 'b64://'

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/=\s]+$/.test(text)
}
