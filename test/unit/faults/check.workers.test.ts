import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../../src/faults/types.ts'
import worker from '../../../src/worker.ts'

const key = 'patches/default'

afterEach(async () => {
  await env.MOCK_CONFIG.delete(key)
})

/** Calls the Worker in this context, because the runtime logs a body that fails between two as an uncaught exception. */
async function fetchWithFault(fault: Fault): Promise<Response> {
  await env.MOCK_CONFIG.put(key, JSON.stringify({ patches: [{ fault }] }))
  const headers = { authorization: 'Bearer sk-test' }
  return worker.fetch(new Request('http://mock.test/v1/models', { headers }))
}

describe('connection faults on Workers', () => {
  test.each<[Fault, string]>([
    [{ connection: 'reset' }, '/connection "reset" is not supported .* "truncate": 0 .* on Node'],
    [{ connection: 'close' }, '/connection "close" is not supported .* "truncate": 0 .* on Node'],
    [
      { stream: { disconnect: { after: 1, by: 'reset' } } },
      '/stream/disconnect/by "reset" is not supported .* "by": "close"',
    ],
  ])('a Worker rejects %j with a warning that names an alternative', async (fault, warning) => {
    const response = await fetchWithFault(fault)
    await response.text()
    expect(response.status).toBe(200)
    expect(response.headers.get('x-mock-warning')).toMatch(new RegExp(`/patches/0/fault${warning}`))
    expect(response.headers.get('x-mock-patches')).toBeNull()
  })

  test('a Worker accepts truncate: 0 as the alternative', async () => {
    const response = await fetchWithFault({ truncate: 0 })
    expect(response.headers.get('x-mock-warning')).toBeNull()
    await expect(response.text()).rejects.toThrow('terminated')
  })
})
