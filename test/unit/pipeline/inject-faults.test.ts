import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../src/faults/types.ts'
import { createMock } from '../../../src/index.ts'

/** The faults injected into requests with these texts. */
async function injectedFaults(
  fault: Fault,
  texts: string[],
  headers: Record<string, string> = {},
): Promise<string[]> {
  const mock = createMock({ patches: { patches: [{ fault }] } })
  const answers = texts.map(async (input) => {
    const response = await mock.fetch('http://mock.test/v1/embeddings', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: 'm', input }),
    })
    await response.text()
    return response.headers.get('x-mock-faults') ?? 'none'
  })
  return Promise.all(answers)
}

describe('fault probability', () => {
  const texts = Array.from({ length: 500 }, (_, index) => `text ${index}`)
  const fault: Fault = { probability: 0.3, empty: true }

  test('probability is the share of requests that receive the fault', async () => {
    const met = (await injectedFaults(fault, texts)).filter((name) => name === 'empty').length
    expect(met / texts.length).toBeGreaterThan(0.24)
    expect(met / texts.length).toBeLessThan(0.36)
  })

  test('the same requests receive the fault every time unless the seed or the retry count changes', async () => {
    const first = await injectedFaults(fault, texts)
    expect(await injectedFaults(fault, texts)).toEqual(first)
    expect(await injectedFaults({ ...fault, seed: 'other' }, texts)).not.toEqual(first)
    expect(await injectedFaults({ ...fault, seed: 2 }, texts)).not.toEqual(first)
    expect(await injectedFaults(fault, texts, { 'x-stainless-retry-count': '1' })).not.toEqual(first)
  })
})
