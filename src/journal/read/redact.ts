import { KEY_HEADERS } from '../../request/api-key.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject, asString } from '../../web/json/narrow.ts'

/** The text in place of a secret. */
export const REDACTED = '[redacted]'

/** Headers that carry secrets, in addition to those that carry API keys. */
const SECRET_HEADERS = new Set<string>([
  ...KEY_HEADERS,
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'webhook-signature',
])

/** Query parameters that carry secrets. */
const SECRET_PARAMETERS = new Set(['api_key', 'api-key', 'key', 'token', 'access_token'])

/** Members of bodies that carry secrets: of MCP tools, of webhook endpoints. */
const SECRET_MEMBERS = new Set(['authorization', 'signing_secret', 'client_secret', 'server_token'])

/** API keys, client secrets of Realtime sessions and secrets of webhooks, anywhere in a text. */
const SECRETS = /\b(?:sk|ek|ephemeral|whsec)[-_][\w+/=-]{4,}/g

/** Subprotocols of WebSockets that carry a key. */
const KEY_SUBPROTOCOL = /openai-insecure-api-key\.[^,\s]+/g

/** @returns a text without keys */
export function redactText(text: string): string {
  return text.replaceAll(SECRETS, REDACTED)
}

/** @returns headers without keys; the scheme of `authorization` is kept */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]): [string, string] => {
      if (SECRET_HEADERS.has(name)) {
        const scheme = /^(\w+)\s/.exec(value)?.[1]
        return [name, scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`]
      }
      return [name, redactText(value.replaceAll(KEY_SUBPROTOCOL, `openai-insecure-api-key.${REDACTED}`))]
    }),
  )
}

/** @returns query parameters without keys */
export function redactQuery(query: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]): [string, Json] => [
      name,
      SECRET_PARAMETERS.has(name) ? REDACTED : redactJson(value),
    ]),
  )
}

/**
 * Returns a body without secrets: API keys and client secrets anywhere, and the members that carry secrets, such as the
 * headers of MCP tools.
 */
export function redactJson(value: Json): Json {
  if (typeof value === 'string') {
    return redactText(value)
  }
  if (Array.isArray(value)) {
    return value.map(redactJson)
  }
  const object = asObject(value)
  return object === undefined ? value : redactObject(object)
}

function redactObject(object: JsonObject): JsonObject {
  const isMcpTool = object['type'] === 'mcp'
  const isApiKey = asString(object['object'])?.endsWith('.api_key') === true
  return Object.fromEntries(
    Object.entries(object).map(([name, value]): [string, Json] => {
      const isSecret =
        (SECRET_MEMBERS.has(name) && typeof value === 'string') ||
        (isMcpTool && name === 'headers' && value !== null) ||
        (isApiKey && name === 'value')
      return [name, isSecret ? REDACTED : redactJson(value)]
    }),
  )
}
