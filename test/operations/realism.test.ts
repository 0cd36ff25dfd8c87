import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { operationIdOf, operationsOf } from '../../compiler/document/document.ts'
import { createMock } from '../../src/index.ts'
import { findUnrealisticValues } from '../support/realism.ts'
import { normalizedDocument } from '../support/document.ts'
import { operationCalls } from '../support/operation-calls.ts'
import { toRequest } from '../support/operation-call.ts'

const document = normalizedDocument()
const paths = new Map(operationsOf(document).map((located) => [operationIdOf(located), located.path]))
const mock = createMock()

/** Path parameters of a call by name. */
function pathParametersOf(template: string, path: string): Record<string, string> {
  const values = path.split('?')[0]?.split('/') ?? []
  return Object.fromEntries(
    (template.split('?')[0]?.split('/') ?? []).flatMap((segment, index) =>
      segment.startsWith('{') ? [[segment.slice(1, -1), values[index] ?? '']] : [],
    ),
  )
}

const calls = operationCalls(document)

describe('realistic responses', () => {
  test.each(calls.map((call) => [call.id, call] as const))(
    '%s responds without placeholders and contradictions',
    async (id, call) => {
      const request = toRequest(call, 'http://mock.test')
      // Objects that other calls created would be listed.
      request.headers.set('x-mock-state', 'off')
      const response = await mock.fetch(request)
      const text = await response.text()
      if (!(response.headers.get('content-type') ?? '').includes('json')) {
        return
      }
      const answered = {
        body: JSON.parse(text) as unknown,
        sent: JSON.stringify([call.path, call.body]) + JSON.stringify(call),
        pathParameters: pathParametersOf(paths.get(id) ?? '', call.path),
        now: Date.now() / 1000,
      }
      expect(findUnrealisticValues(answered)).toEqual([])
    },
  )
})

let asked = 0

/** A creation has the same id only in another namespace. */
function nextNamespace(): string {
  asked += 1
  return `clock-${asked}`
}

describe('stopped clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  test.each(calls.map((call) => [call.id, call] as const))(
    '%s responds byte-identically at different times if X-Mock-Clock is set',
    async (_, call) => {
      const ask = async () => {
        const request = toRequest(call, 'http://mock.test')
        request.headers.set('x-mock-namespace', nextNamespace())
        request.headers.set('x-mock-clock', '1741569952')
        return Buffer.from(await (await mock.fetch(request)).arrayBuffer()).toString('latin1')
      }
      const one = await ask()
      vi.setSystemTime(Date.now() + 100_000_000)
      expect(await ask()).toBe(one)
    },
  )
})
