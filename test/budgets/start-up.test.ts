import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createInstance } from '../../src/generated/prism.js'
import { createMock } from '../../src/index.ts'
import { normalizedDocument } from '../support/document.ts'
import { operationCalls } from '../support/operation-calls.ts'
import { toRequest } from '../support/operation-call.ts'

// Every new isolate pays for the code that runs at start-up. Calls are counted because timings depend on the machine.
vi.mock(import('../../src/generated/prism.js'), async (original) => {
  const prism = await original()
  return { ...prism, createInstance: vi.fn(prism.createInstance) }
})

const calls = operationCalls(normalizedDocument())

/** Maximum number of operations with something to negotiate: a non-JSON media type, no body, headers, deprecation. */
const MAX_NEGOTIATED = 40

describe('start-up', () => {
  beforeEach(() => vi.mocked(createInstance).mockClear())

  test('createMock does not load Prism', () => {
    createMock()
    expect(createInstance).not.toHaveBeenCalled()
  })

  test('most operations respond without loading Prism', async () => {
    let negotiated = 0
    for (const call of calls) {
      vi.mocked(createInstance).mockClear()
      await createMock().fetch(toRequest(call, 'http://mock.test'))
      negotiated += vi.mocked(createInstance).mock.calls.length
    }
    expect(negotiated).toBeLessThan(MAX_NEGOTIATED)
  })

  test('a request with Prefer: code= is negotiated by Prism', async () => {
    const headers = { authorization: 'Bearer sk-test', prefer: 'code=404' }
    await createMock().fetch('http://mock.test/v1/models/gpt-5.4', { headers })
    expect(createInstance).toHaveBeenCalledOnce()
  })
})
