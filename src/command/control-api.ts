import { isRecord } from '../json/is-record.ts'
import { CommandError } from './command-error.ts'
import type { Destination } from './destination.ts'

/** Sends requests to a mock's control API. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>

/**
 * @param url of a running mock, with or without `/v1` or a namespace
 * @returns what sends requests to its control API, with the token of `MOCK_ADMIN_TOKEN` or the key of `OPENAI_API_KEY`
 * @throws {CommandError} what it returns does, when nobody answers
 */
export function sender(url: string): Send {
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
      throw new CommandError(
        `nobody answers at ${url} (${cause}). "npm start" starts a mock; --url names another.`,
      )
    }
  }
}

/** Documents of a running mock. */
export function controlApi(url: string): Destination {
  const send = sender(url)
  const at = (namespace: string) => `/patches/${encodeURIComponent(namespace)}`
  return {
    get: async (namespace) => textOf(await send(at(namespace))),
    put: async (namespace, text, ifMatch) => {
      const headers = {
        'content-type': 'application/json',
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      }
      await textOf(await send(at(namespace), { method: 'PUT', headers, body: text }))
    },
    remove: async (namespace) => {
      await textOf(await send(at(namespace), { method: 'DELETE' }))
    },
    list: async () => {
      const listed: unknown = JSON.parse(await textOf(await send('/namespaces')))
      const names = isRecord(listed) ? listed['namespaces'] : undefined
      return Array.isArray(names) ? names.map(String) : []
    },
  }
}

/** @throws {CommandError} with everything that an error answer tells */
export async function textOf(response: Response): Promise<string> {
  const text = await response.text()
  if (!response.ok) {
    throw new CommandError(errorIn(text) ?? `${response.url} answered with status ${response.status}`)
  }
  return text
}

function errorIn(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text)
    const error = isRecord(body) ? body['error'] : undefined
    if (!isRecord(error) || typeof error['message'] !== 'string') {
      return undefined
    }
    const { message, errors } = error
    const faults = Array.isArray(errors) ? errors.filter(isRecord) : []
    const lines = faults.map(({ param, message: fault }) => `\n  ${String(param)}  ${String(fault)}`)
    return message + lines.join('')
  } catch {
    return undefined
  }
}
