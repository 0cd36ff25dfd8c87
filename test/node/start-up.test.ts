import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createInstance } from '../../src/generated/prism.js'
import { createMock } from '../../src/index.ts'
import { correctedDocument } from '../support/document.ts'
import { operationCalls } from '../support/operation-calls.ts'
import { requestOf } from '../support/operation-calls-request.ts'

// What is loaded and run at start is what an isolate pays for each time it comes up; times would tell more of the machine.
vi.mock(import('../../src/generated/prism.js'), async (original) => {
  const prism = await original()
  return { ...prism, createInstance: vi.fn(prism.createInstance) }
})

const calls = operationCalls(correctedDocument())

/** Operations that leave something to negotiate: a media type other than JSON, no body, headers, deprecation. */
const MOST_NEGOTIATED = 40

describe('starting', () => {
  beforeEach(() => vi.mocked(createInstance).mockClear())

  test('loads nothing of Prism', () => {
    createMock()
    expect(createInstance).not.toHaveBeenCalled()
  })

  test('most operations answer without Prism', async () => {
    let negotiated = 0
    for (const call of calls) {
      vi.mocked(createInstance).mockClear()
      await createMock().fetch(requestOf(call, 'http://mock.test'))
      negotiated += vi.mocked(createInstance).mock.calls.length
    }
    expect(negotiated).toBeLessThan(MOST_NEGOTIATED)
  })

  test('what is asked for by status is what Prism negotiates', async () => {
    const headers = { authorization: 'Bearer sk-test', prefer: 'code=404' }
    await createMock().fetch('http://mock.test/v1/models/gpt-5.4', { headers })
    expect(createInstance).toHaveBeenCalledOnce()
  })
})
