import { afterEach, describe, expect, test } from 'vitest'
import type { Settings } from '../../src/settings.ts'
import { isSdkOnly } from '../support/sdk-only.ts'

/** A request to the server and the response it must return, on every runtime. */
export interface Scenario {
  /** A full sentence in the present tense that stands alone in a test log. */
  title: string
  /** Skips the scenario in the SDK-only build, which lacks the examples and limits of OpenAI's document. */
  needs?: 'document'
  /** Patch documents by namespace; a string is stored verbatim, so it can be malformed JSON. */
  patches?: Record<string, unknown>
  /** Overridden settings; the request goes to a separate app with these settings in the same runtime. */
  settings?: Partial<Settings>
  /** Requests that are sent before, in order. Their responses must be successful. */
  before?: Step[]
  request: ScenarioRequest
  response: {
    status: number
    /** Exact values or patterns; null for an absent header. */
    headers?: Record<string, string | RegExp | null>
    /** A subset of the JSON body, compared with `toMatchObject`. */
    json?: object
    /** The whole body, or a pattern that it matches. */
    text?: string | RegExp
    /** Expects the connection to end before the body does; `text` is the part received. */
    truncated?: true
  }
}

/** A request whose response later requests of a scenario may refer to. */
export interface Step {
  request: ScenarioRequest
  /**
   * A name for the response. Later requests and the expected response may contain `{name.property}`, such as
   * `/assistants/{created.id}`.
   */
  as?: string
}

/** A request of a scenario. */
export interface ScenarioRequest {
  method?: string
  path: string
  /** Request headers; null omits one. `authorization` defaults to a valid key. */
  headers?: Record<string, string | null>
  /** A body serialized as JSON, with its content type. */
  json?: unknown
  /** A raw body, or a function that creates it on demand. */
  body?: string | Uint8Array<ArrayBuffer> | (() => Promise<Uint8Array<ArrayBuffer>>)
  /** Fields of a multipart/form-data body; an array is a file with that text. */
  form?: [name: string, value: string | [text: string]][]
}

/** A runtime that scenarios run against. */
export interface Target {
  fetch: (path: string, init: RequestInit, scenario: Scenario) => Promise<Response>
  /** Stores the patch document of a namespace; null removes it. */
  storePatches: (namespace: string, text: string | null) => Promise<void>
}

/**
 * Defines one test per scenario for a runtime.
 *
 * @param target called when the first test runs
 */
export function describeScenarios(suites: Record<string, Scenario[]>, target: () => Target): void {
  for (const [name, scenarios] of Object.entries(suites)) {
    const testable = scenarios.filter(({ needs }) => needs !== 'document' || !isSdkOnly)
    describe.skipIf(testable.length === 0)(name, () => {
      let storedNamespaces: string[] = []
      afterEach(async () => {
        await Promise.all(storedNamespaces.map((namespace) => target().storePatches(namespace, null)))
        storedNamespaces = []
      })
      test.each(testable.map((scenario) => [scenario.title, scenario] as const))(
        '%s',
        async (_, scenario) => {
          for (const [namespace, document] of Object.entries(scenario.patches ?? {})) {
            storedNamespaces.push(namespace)
            const text = typeof document === 'string' ? document : JSON.stringify(document)
            await target().storePatches(namespace, text)
          }
          const answers: Answers = new Map()
          for (const { request, as } of scenario.before ?? []) {
            const step = resolve(request, answers)
            const response = await target().fetch(step.path, await requestInit(step), scenario)
            const text = await response.text()
            expect(response.ok, text).toBe(true)
            answers.set(as ?? '', text)
          }
          const request = resolve(scenario.request, answers)
          const response = await target().fetch(request.path, await requestInit(request), scenario)
          await expectResponse(response, resolve(scenario.response, answers))
        },
      )
    })
  }
}

/** Texts of responses by the names of their steps. */
type Answers = Map<string, string>

/** Replaces references to earlier responses in all texts of a request or an expected response. */
function resolve<T>(value: T, answers: Answers): T
function resolve(value: unknown, answers: Answers): unknown {
  if (answers.size === 0) {
    return value
  }
  if (typeof value === 'string') {
    return value.replaceAll(/\{(\w+)\.([\w.]+)\}/g, (reference, name: string, path: string) => {
      const text = answers.get(name)
      return text === undefined ? reference : String(valueAt(JSON.parse(text), path.split('.')))
    })
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolve<unknown>(item, answers))
  }
  return isPlainObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, resolve<unknown>(member, answers)]),
      )
    : value
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function valueAt(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) {
    return value
  }
  const member: unknown = isPlainObject(value) || Array.isArray(value) ? Reflect.get(value, name) : undefined
  return valueAt(member, rest)
}

async function requestInit({
  method,
  headers = {},
  json,
  body,
  form,
}: ScenarioRequest): Promise<RequestInit> {
  const requestHeaders = new Headers({ authorization: 'Bearer sk-test' })
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) {
      requestHeaders.delete(name)
    } else {
      requestHeaders.set(name, value)
    }
  }
  const hasBody = json !== undefined || body !== undefined || form !== undefined
  const init: RequestInit = { method: method ?? (hasBody ? 'POST' : 'GET'), headers: requestHeaders }
  if (json !== undefined) {
    requestHeaders.set('content-type', 'application/json')
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
  expect(isWhole, 'the body is whole').toBe(expected.truncated !== true)
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

/** Replaces each pattern by a matcher for strings. */
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
