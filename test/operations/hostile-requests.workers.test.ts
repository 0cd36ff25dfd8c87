import { exports } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, inject, test } from 'vitest'
import { catalogue } from '../../src/generated/catalogue.js'
import { hostileRequests } from '../support/hostile-requests.ts'
import { expectSurvival } from '../support/expect-survival.ts'

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
