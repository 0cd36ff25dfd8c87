import { exports } from 'cloudflare:workers'
import { describe, expect, inject, test } from 'vitest'
import { toRequest } from '../support/operation-call.ts'

describe('generated requests in workerd', () => {
  test(
    'a valid request is accepted and an invalid one is rejected with its param',
    { timeout: 600_000 },
    async () => {
      for (const { call, param } of inject('propertyCases')) {
        const response = await exports.default.fetch(toRequest(call, 'http://mock.test'))
        const text = await response.text()
        if (param === null) {
          expect(response.status, `${call.id}: ${text}`).toBeLessThan(300)
        } else {
          expect(response.status, `${call.id} at ${param}: ${text}`).toBe(400)
          expect(JSON.parse(text)).toMatchObject({ error: { param } })
        }
      }
    },
  )
})
