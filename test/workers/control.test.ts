import { env, exports } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { describeControlApi } from '../scenarios/control-api.ts'

const send = (path: string, init: RequestInit = {}, token = 'admin-token') => {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${token}`)
  return exports.default.fetch(new Request(`http://mock.test${path}`, { ...init, headers }))
}

describeControlApi(() => ({ fetch: send }))

test('what was put is the value of the KV key', async () => {
  await send('/__mock/patches/kept', { method: 'PUT', body: '{"patches":[]}' })
  expect(await env.MOCK_CONFIG.get('patches/kept')).toBe('{"patches":[]}')
  await send('/__mock/patches/kept', { method: 'DELETE' })
  expect(await env.MOCK_CONFIG.get('patches/kept')).toBeNull()
})

test('another token than the secret does not write', async () => {
  const response = await send('/__mock/patches/kept', { method: 'PUT', body: '{"patches":[]}' }, 'sk-test')
  expect(response.status).toBe(401)
  expect(await env.MOCK_CONFIG.get('patches/kept')).toBeNull()
})
