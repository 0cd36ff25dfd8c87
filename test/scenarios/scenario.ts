import { afterEach, describe, expect, test } from 'vitest'
import type { Settings } from '../../src/settings.ts'
import { isSdkAlone } from '../support/sdk-alone.ts'

/** A behaviour of the server: what is sent, and what comes back. */
export interface Scenario {
  /** A sentence in plain present tense. */
  title: string
  /** It takes an example or a limit that only OpenAI's document has; left out where the SDK alone is served. */
  needs?: 'document'
  /** Patch documents by namespace, as JSON or as text where it is not meant to be JSON. */
  patches?: Record<string, unknown>
  /** Keys and limits other than the server's own; answered by an app with these, in the same runtime. */
  settings?: Partial<Settings>
  request: {
    method?: string
    path: string
    /** Without `authorization`, a key is sent; null leaves it out. */
    headers?: Record<string, string | null>
    /** Sent as JSON with its content type. */
    json?: unknown
    /** Sent as it is; a function makes it when it is needed. */
    body?: string | Uint8Array<ArrayBuffer> | (() => Promise<Uint8Array<ArrayBuffer>>)
    /** Sent as multipart/form-data; an array is a file of that text. */
    form?: [name: string, value: string | [text: string]][]
  }
  response: {
    status: number
    /** Exact values or patterns; null for a header that must not be there. */
    headers?: Record<string, string | RegExp | null>
    /** Parts of the JSON body, as `toMatchObject` compares them. */
    json?: object
    /** The whole body, or a pattern in it. */
    text?: string | RegExp
    /** True when the connection ends before the body does; then `text` is what came before. */
    breaksOff?: true
  }
}

/** A runtime that the scenarios are put to. */
export interface Target {
  fetch: (path: string, init: RequestInit, settings?: Partial<Settings>) => Promise<Response>
  /** Stores a namespace's patch document; null takes it away. */
  storePatches: (namespace: string, text: string | null) => Promise<void>
}

/**
 * Puts every scenario to a runtime.
 *
 * @param target resolved when the first test runs
 */
export function describeScenarios(suites: Record<string, Scenario[]>, target: () => Target): void {
  for (const [name, scenarios] of Object.entries(suites)) {
    describe(name, () => {
      let stored: string[] = []
      afterEach(async () => {
        await Promise.all(stored.map((namespace) => target().storePatches(namespace, null)))
        stored = []
      })
      const testable = scenarios.filter(({ needs }) => needs !== 'document' || !isSdkAlone)
      test.each(testable.map((scenario) => [scenario.title, scenario] as const))(
        '%s',
        async (_, scenario) => {
          for (const [namespace, document] of Object.entries(scenario.patches ?? {})) {
            stored.push(namespace)
            const text = typeof document === 'string' ? document : JSON.stringify(document)
            await target().storePatches(namespace, text)
          }
          const response = await target().fetch(
            scenario.request.path,
            await initOf(scenario.request),
            scenario.settings,
          )
          await expectResponse(response, scenario.response)
        },
      )
    })
  }
}

async function initOf({ method, headers = {}, json, body, form }: Scenario['request']): Promise<RequestInit> {
  const sent = new Headers({ authorization: 'Bearer sk-test' })
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) {
      sent.delete(name)
    } else {
      sent.set(name, value)
    }
  }
  const hasBody = json !== undefined || body !== undefined || form !== undefined
  const init: RequestInit = { method: method ?? (hasBody ? 'POST' : 'GET'), headers: sent }
  if (json !== undefined) {
    sent.set('content-type', 'application/json')
    init.body = JSON.stringify(json)
  } else if (body !== undefined) {
    init.body = typeof body === 'function' ? await body() : body
  } else if (form !== undefined) {
    const data = new FormData()
    for (const [name, value] of form) {
      if (typeof value === 'string') {
        data.append(name, value)
      } else {
        data.append(name, new File(value, `${name}.txt`))
      }
    }
    init.body = data
  }
  return init
}

async function expectResponse(response: Response, expected: Scenario['response']): Promise<void> {
  const { text, isWhole } = await readText(response)
  expect(response.status, text).toBe(expected.status)
  expect(isWhole, 'the body is whole').toBe(expected.breaksOff !== true)
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    if (value instanceof RegExp) {
      expect(response.headers.get(name), name).toMatch(value)
    } else {
      expect(response.headers.get(name), name).toBe(value)
    }
  }
  if (expected.json !== undefined) {
    expect(JSON.parse(text)).toMatchObject(withMatchers(expected.json))
  }
  if (expected.text instanceof RegExp) {
    expect(text).toMatch(expected.text)
  } else if (expected.text !== undefined) {
    expect(text).toBe(expected.text)
  }
}

async function readText(response: Response): Promise<{ text: string; isWhole: boolean }> {
  if (response.body === null) {
    return { text: '', isWhole: true }
  }
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const piece of response.body) {
      text += decoder.decode(piece, { stream: true })
    }
    return { text: text + decoder.decode(), isWhole: true }
  } catch {
    return { text, isWhole: false }
  }
}

/** A pattern means a string that it matches. */
function withMatchers(expected: object): object {
  const converted = (value: unknown): unknown => {
    if (value instanceof RegExp) {
      return expect.stringMatching(value)
    }
    if (Array.isArray(value)) {
      return value.map(converted)
    }
    return typeof value === 'object' && value !== null ? withMatchers(value) : value
  }
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, converted(value)]))
}
