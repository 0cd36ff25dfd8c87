import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { operationIdOf, operationsOf } from '../../compiler/document/document.ts'
import { createMock } from '../../src/index.ts'
import { freshNamespace } from '../support/fresh-namespace.ts'
import { findUnrealisticValues } from '../support/realism.ts'
import { normalizedDocument } from '../support/document.ts'
import { operationCalls } from '../support/operation-calls.ts'
import { toRequest } from '../support/operation-call.ts'

const document = normalizedDocument()
const paths = new Map(operationsOf(document).map((located) => [operationIdOf(located), located.path]))
const mock = createMock()
/** Keeps nothing that the other mock created. */
const unusedMock = createMock()

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
      const response = await mock.fetch(toRequest(call, 'http://mock.test', freshNamespace()))
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
      const headers = { 'x-mock-clock': '1741569952', ...freshNamespace() }
      const ask = async (asked: typeof mock) => {
        const response = await asked.fetch(toRequest(call, 'http://mock.test', headers))
        return Buffer.from(await response.arrayBuffer()).toString('latin1')
      }
      const one = await ask(mock)
      vi.setSystemTime(Date.now() + 100_000_000)
      expect(await ask(unusedMock)).toBe(one)
    },
  )
})
