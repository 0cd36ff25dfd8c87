import { isRecord } from '../web/json/is-record.ts'
import { CommandError } from './command-error.ts'
import type { Destination } from './destination.ts'

/** Sends a request to a mock's control API. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>

/**
 * Returns a client for a mock's control API that sends `MOCK_ADMIN_TOKEN` or `OPENAI_API_KEY` as bearer token.
 *
 * @param url URL of a running mock, with or without `/v1` or a namespace
 * @throws {CommandError} from the client, if the mock cannot be reached
 */
export function createSend(url: string): Send {
  const key = process.env['MOCK_ADMIN_TOKEN'] ?? process.env['OPENAI_API_KEY']
  return async (path, init = {}) => {
    const headers = new Headers(init.headers)
    if (key !== undefined && key !== '') {
      headers.set('authorization', `Bearer ${key}`)
    }
    try {
      return await fetch(new URL(`/__mock${path}`, url), { ...init, headers })
    } catch (error) {
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
      throw new CommandError(`cannot reach ${url} (${cause}). Start the mock with "npm start" or pass --url.`)
    }
  }
}

/** Reads and writes documents through the control API of a running mock. */
export function httpDestination(url: string): Destination {
  const send = createSend(url)
  const pathOf = (namespace: string) => `/patches/${encodeURIComponent(namespace)}`
  return {
    get: async (namespace) => textOrThrow(await send(pathOf(namespace))),
    put: async (namespace, text, ifMatch) => {
      const headers = {
        'content-type': 'application/json',
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      }
      await textOrThrow(await send(pathOf(namespace), { method: 'PUT', headers, body: text }))
    },
    remove: async (namespace) => {
      await textOrThrow(await send(pathOf(namespace), { method: 'DELETE' }))
    },
    list: async () => {
      const listed: unknown = JSON.parse(await textOrThrow(await send('/namespaces')))
      const names = isRecord(listed) ? listed['namespaces'] : undefined
      return Array.isArray(names) ? names.map(String) : []
    },
  }
}

/**
 * Returns the text of a successful response.
 *
 * @throws {CommandError} with the error message and details of any other response
 */
export async function textOrThrow(response: Response): Promise<string> {
  const text = await response.text()
  if (!response.ok) {
    throw new CommandError(errorMessageIn(text) ?? `${response.url} responded with status ${response.status}`)
  }
  return text
}

function errorMessageIn(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const error = isRecord(body) ? body['error'] : undefined
    if (!isRecord(error) || typeof error['message'] !== 'string') {
      return undefined
    }
    const { message, errors } = error
    const details = Array.isArray(errors) ? errors.filter(isRecord) : []
    const lines = details.map(({ param, message: detail }) => `\n  ${String(param)}  ${String(detail)}`)
    return message + lines.join('')
  } catch {
    return undefined
  }
}
