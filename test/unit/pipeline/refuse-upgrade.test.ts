import { expect, test } from 'vitest'
import { createMock } from '../../../src/index.ts'

test('a WebSocket upgrade is answered 426 in the error envelope of the API', async () => {
  const headers = { authorization: 'Bearer key', connection: 'Upgrade', upgrade: 'websocket' }
  const response = await createMock().fetch(new Request('http://mock.test/v1/responses', { headers }))
  expect(response.status).toBe(426)
  expect(await response.json()).toMatchObject({
    error: { code: 'upgrade_required', type: 'invalid_request_error' },
  })
})

test('another upgrade is answered like a plain request', async () => {
  const headers = { authorization: 'Bearer key', connection: 'Upgrade', upgrade: 'h2c' }
  const response = await createMock().fetch(new Request('http://mock.test/v1/models', { headers }))
  expect(response.status).toBe(200)
})
