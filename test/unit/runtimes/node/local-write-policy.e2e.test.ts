import { describe, expect, test } from 'vitest'
import { startServer } from '../../../support/server.ts'
import { body, withKey } from '../../../support/control-requests.ts'

describe('server on 0.0.0.0', () => {
  test('a server on 0.0.0.0 rejects writes without a token and explains how to enable them', async () => {
    const server = await startServer({ HOST: '0.0.0.0' })
    try {
      const url = `http://127.0.0.1:${new URL(server.url).port}/__mock/patches/a`
      const response = await fetch(url, withKey({ method: 'PUT', body }))
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({
        error: {
          message: expect.stringMatching(/listens on 0\.0\.0\.0.*MOCK_ADMIN_TOKEN/),
          code: 'writing_is_off',
        },
      })
    } finally {
      await server.stop()
    }
  })

  test('a server on 0.0.0.0 accepts writes only with the admin token', async () => {
    const server = await startServer({ HOST: '0.0.0.0', MOCK_ADMIN_TOKEN: 'admin-0123456789' })
    try {
      const url = `http://127.0.0.1:${new URL(server.url).port}/__mock/patches/a`
      const write = (authorization: string) => fetch(url, { method: 'PUT', headers: { authorization }, body })
      expect((await write('Bearer sk-test')).status).toBe(401)
      expect((await write('Bearer admin-0123456789')).status).toBe(201)
    } finally {
      await server.stop()
    }
  })
})
