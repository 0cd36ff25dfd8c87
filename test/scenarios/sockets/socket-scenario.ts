import { afterEach, describe, expect, test } from 'vitest'
import type { Settings } from '../../../src/settings.ts'
import { isSdkOnly } from '../../support/sdk-only.ts'

/** An expected event: its type, or a subset of its members. Equal types in a row count as one. */
export type ExpectedEvent = string | { type: string; [member: string]: unknown }

/** Frames of a client on a WebSocket, and the events that the server must send, on every runtime. */
export interface SocketScenario {
  /** A full sentence in the present tense that stands alone in a test log. */
  title: string
  /** Skips the scenario in the SDK-only build, which lacks the validators of OpenAI's document. */
  needs?: 'document'
  /** Patch documents by namespace. */
  patches?: Record<string, unknown>
  /** Overridden settings; the connection goes to a separate app with these settings in the same runtime. */
  settings?: Partial<Settings>
  path: string
  /** Headers; null omits one. `authorization` defaults to a valid key. */
  headers?: Record<string, string | null>
  protocols?: string[]
  /** The steps in order: frames that are sent together, then the events that follow them. */
  steps?: { send?: unknown[]; expect: ExpectedEvent[] }[]
  /** The expected subprotocol. */
  protocol?: string
  /** The expected close frame, after all events. */
  close?: { code: number; reason?: string | RegExp }
  /** The expected HTTP response of a refused handshake. */
  refused?: { status: number; headers?: Record<string, string>; json: object }
}

/** A client's connection, or the response of a refused handshake. */
export type Connected = ClientConnection | { refused: Response }

/** A client's connection. */
export interface ClientConnection {
  protocol: string
  send: (text: string) => void
  /** @returns the next event or close frame; rejects after a timeout */
  next: () => Promise<ReceivedFrame>
  close: () => void
}

/** A frame that the server sent. */
export type ReceivedFrame = { text: string; isBinary?: boolean } | { code: number; reason: string }

/** A runtime that the scenarios run against. */
export interface SocketTarget {
  connect: (scenario: SocketScenario, headers: Headers) => Promise<Connected>
  storePatches: (namespace: string, text: string | null) => Promise<void>
  /** @returns the violations of an event's schema in the document */
  check?: (scenario: SocketScenario, event: Record<string, unknown>) => string[]
}

/** Defines one test per scenario for a runtime. */
export function describeSocketScenarios(
  suites: Record<string, SocketScenario[]>,
  target: () => SocketTarget,
): void {
  for (const [name, scenarios] of Object.entries(suites)) {
    describe(name, () => {
      let stored: string[] = []
      afterEach(async () => {
        await Promise.all(stored.map((namespace) => target().storePatches(namespace, null)))
        stored = []
      })
      const testable = scenarios.filter(({ needs }) => needs !== 'document' || !isSdkOnly)
      test.each(testable.map((scenario) => [scenario.title, scenario] as const))(
        '%s',
        async (_, scenario) => {
          for (const [namespace, document] of Object.entries(scenario.patches ?? {})) {
            stored.push(namespace)
            await target().storePatches(namespace, JSON.stringify(document))
          }
          await runScenario(scenario, target())
        },
      )
    })
  }
}

async function runScenario(scenario: SocketScenario, target: SocketTarget): Promise<void> {
  const headers = new Headers({ authorization: 'Bearer sk-test' })
  for (const [name, value] of Object.entries(scenario.headers ?? {})) {
    if (value === null) {
      headers.delete(name)
    } else {
      headers.set(name, value)
    }
  }
  const connected = await target.connect(scenario, headers)
  if ('refused' in connected) {
    await expectRefusal(connected.refused, scenario)
    return
  }
  expect(scenario.refused, 'the handshake was accepted').toBeUndefined()
  try {
    if (scenario.protocol !== undefined) {
      expect(connected.protocol).toBe(scenario.protocol)
    }
    await runSteps(connected, scenario, target)
  } finally {
    connected.close()
  }
}

async function expectRefusal(response: Response, { refused }: SocketScenario): Promise<void> {
  const text = await response.text()
  expect({ status: response.status, text }).toMatchObject({ status: refused?.status ?? 101 })
  for (const [name, value] of Object.entries(refused?.headers ?? {})) {
    expect(response.headers.get(name), name).toBe(value)
  }
  expect(JSON.parse(text)).toMatchObject(refused?.json ?? {})
}

async function runSteps(
  connection: ClientConnection,
  scenario: SocketScenario,
  { check }: SocketTarget,
): Promise<void> {
  const { steps = [], close } = scenario
  let last = ''
  for (const step of steps) {
    for (const frame of step.send ?? []) {
      connection.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
    }
    const received: Record<string, unknown>[] = []
    while (received.length < step.expect.length) {
      const event = eventOf(await connection.next())
      if (!NO_EVENT.test(String(event['type']))) {
        expect(check?.(scenario, event) ?? [], JSON.stringify(event)).toEqual([])
      }
      const type = String(event['type'])
      if (type !== last) {
        received.push(event)
      }
      last = type.endsWith('.delta') ? type : ''
    }
    const expected = step.expect.map((event) => (typeof event === 'string' ? { type: event } : event))
    expect(received).toMatchObject(expected.map(withMatchers))
  }
  if (close !== undefined) {
    let frame = await connection.next()
    while ('text' in frame) {
      frame = await connection.next()
    }
    expect(frame).toMatchObject(withMatchers(close))
  }
}

/** Types of the frames that are not events, from {@link eventOf}. */
const NO_EVENT = /^(?:binary|malformed|closed)\b/

/** @returns the event of a frame; `binary`, `malformed` and `closed` are types of frames that are not events */
function eventOf(frame: ReceivedFrame): Record<string, unknown> {
  if (!('text' in frame)) {
    return { type: `closed with ${frame.code} ${frame.reason}` }
  }
  if (frame.isBinary === true) {
    return { type: 'binary' }
  }
  try {
    return JSON.parse(frame.text)
  } catch {
    return { type: 'malformed', text: frame.text }
  }
}

/** Replaces each pattern by a matcher for strings. */
function withMatchers(expected: object): object {
  const convert = (value: unknown): unknown =>
    value instanceof RegExp
      ? expect.stringMatching(value)
      : Array.isArray(value)
        ? value.map(convert)
        : typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
          ? withMatchers(value)
          : value
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, convert(value)]))
}
