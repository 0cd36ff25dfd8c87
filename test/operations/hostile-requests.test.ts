import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '../../src/generated/catalogue.js'
import { hostileRequests } from '../support/hostile-requests.ts'
import { propertyRuns } from '../support/property-runs.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { expectSurvival } from '../support/expect-survival.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

describe('hostile requests to the Node server', () => {
  test(
    'the Node server never responds with 5xx to hostile requests and keeps running',
    { timeout: 600_000 },
    async () => {
      const fetchFrom = async (path: string, init: RequestInit) => fetch(`${server.url}${path}`, init)
      await fc.assert(
        fc.asyncProperty(hostileRequests(catalogue.routes), (request) => expectSurvival(request, fetchFrom)),
        { numRuns: propertyRuns(1000) },
      )
      expect((await fetch(`${server.url}/__mock/health`)).status).toBe(200)
    },
  )
})
