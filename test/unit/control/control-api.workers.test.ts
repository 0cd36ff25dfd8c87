import { env, exports } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { describeControlApi } from '../../scenarios/control/control-api.ts'

const send = (path: string, init: RequestInit = {}, token = 'admin-token') => {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${token}`)
  return exports.default.fetch(new Request(`http://mock.test${path}`, { ...init, headers }))
}

describeControlApi(() => ({ fetch: send }))

test('PUT and DELETE on a Worker write and delete the KV key', async () => {
  await send('/__mock/patches/kept', { method: 'PUT', body: '{"patches":[]}' })
  expect(await env.MOCK_CONFIG.get('patches/kept')).toBe('{"patches":[]}')
  await send('/__mock/patches/kept', { method: 'DELETE' })
  expect(await env.MOCK_CONFIG.get('patches/kept')).toBeNull()
})

test('PUT on a Worker is rejected with a token other than MOCK_ADMIN_TOKEN', async () => {
  const response = await send('/__mock/patches/kept', { method: 'PUT', body: '{"patches":[]}' }, 'sk-test')
  expect(response.status).toBe(401)
  expect(await env.MOCK_CONFIG.get('patches/kept')).toBeNull()
})
