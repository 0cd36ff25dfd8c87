import { exports } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'
import { catalogue } from '../../src/generated/catalogue.js'
import { responseValidators } from '../../src/generated/response-validators.js'
import { expectSurvival } from '../support/expect-survival.ts'
import { hostileRequests } from '../support/hostile-requests.ts'
import { toRequest } from '../support/operation-call.ts'

// One file, because each file in workerd loads the whole Worker again.

const calls = inject('operationCalls')

/** Decodes any body; the runtime warns about `text()` for media. */
const decoder = new TextDecoder()

describe('every operation of the document in workerd', () => {
  test('every operation of the catalogue has a test call', () => {
    expect(calls.map(({ id }) => id)).toEqual(catalogue.routes.map(({ id }) => id))
  })

  test.each(calls.map((call) => [call.id, call] as const))(
    '%s returns a response that matches the document',
    async (id, call) => {
      const response = await exports.default.fetch(toRequest(call, 'http://mock.test'))
      const text = decoder.decode(await response.arrayBuffer())
      expect(response.status, text).toBeLessThan(300)
      expect(response.headers.get('x-mock-operation')).toBe(id)
      const validate = responseValidators[id]?.[String(response.status)]
      if (validate !== undefined) {
        expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true)
      }
    },
  )
})

describe('generated requests in workerd', () => {
  test(
    'a valid request is accepted and an invalid one is rejected with its param',
    { timeout: 600_000 },
    async () => {
      for (const { call, error } of inject('propertyCases')) {
        const response = await exports.default.fetch(toRequest(call, 'http://mock.test'))
        const text = decoder.decode(await response.arrayBuffer())
        if (error === undefined) {
          expect(response.status, `${call.id}: ${text}`).toBeLessThan(300)
        } else {
          expect(response.status, `${call.id} at ${error.param}: ${text}`).toBe(400)
          expect(JSON.parse(text)).toMatchObject({ error })
        }
      }
    },
  )
})

describe('hostile requests to a Worker', () => {
  test('a Worker never returns an internal error', { timeout: 600_000 }, async () => {
    const fetchFrom = async (path: string, init: RequestInit) =>
      exports.default.fetch(new Request(`http://mock.test${path}`, init))
    await fc.assert(
      fc.asyncProperty(hostileRequests(catalogue.routes), (request) => expectSurvival(request, fetchFrom)),
      { numRuns: inject('hostileRuns') },
    )
  })
})
