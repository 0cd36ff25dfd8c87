import { isRecord } from '../web/json/is-record.ts'

/** Optional parts of a control request. */
export interface ControlOptions {
  body?: unknown
  /** Appended to the path, such as `/count`. */
  suffix?: string
  query?: Readonly<Record<string, string>>
  /** Whether a 404 counts as success. */
  missingOk?: boolean
}

/**
 * Sends a request to the control API of one namespace.
 *
 * @param resource such as `patches`
 * @returns the parsed body; undefined if it is empty
 * @throws {Error} with the mock's message if the status is not successful
 */
export type SendControl = (method: string, resource: string, options?: ControlOptions) => Promise<unknown>

/** The namespace that a client controls. */
export interface ControlTarget {
  /** URL of the mock, such as `http://127.0.0.1:4010`. */
  url: string
  namespace: string
  /** API key, sent unless the variable `MOCK_ADMIN_TOKEN` is set. */
  key: string
}

/** Creates a client for the control API of one namespace. */
export function createControlClient({ url, namespace, key }: ControlTarget): SendControl {
  return async (method, resource, { body, suffix = '', query, missingOk = false } = {}) => {
    const search = query ? `?${new URLSearchParams(query).toString()}` : ''
    const response = await fetch(`${url}/__mock/${resource}/${namespace}${suffix}${search}`, {
      method,
      headers: {
        authorization: `Bearer ${process.env['MOCK_ADMIN_TOKEN'] || key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok && !(missingOk && response.status === 404)) {
      throw new Error(messageOf(text) ?? `${method} ${response.url} failed with status ${response.status}`)
    }
    return text === '' ? undefined : parsedOrText(text)
  }
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** @returns the message in OpenAI's error envelope */
function messageOf(text: string): string | undefined {
  const body = parsedOrText(text)
  const error = isRecord(body) ? body['error'] : undefined
  const message = isRecord(error) ? error['message'] : undefined
  return typeof message === 'string' ? message : undefined
}
