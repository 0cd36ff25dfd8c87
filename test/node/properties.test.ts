import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { correctedDocument } from '../support/document.ts'
import { jsonOperations } from '../support/json-operations.ts'
import { mutationsOf } from '../support/mutations.ts'
import { requestOf } from '../support/operation-calls-request.ts'
import { propertyRuns } from '../support/property-runs.ts'

const document = correctedDocument()
const operations = jsonOperations(document)
const mock = createMock()
const numRuns = propertyRuns(3)

describe('whatever JSON the document describes or forbids', () => {
  test('there are a hundred operations and more that take JSON', () => {
    expect(operations.length).toBeGreaterThanOrEqual(100)
  })

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s accepts what is valid, and names the place of a single fault',
    async (_, { schema, bodies, callWith }) => {
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const response = await mock.fetch(requestOf(callWith(body), 'http://mock.test'))
          expect(response.status, await response.text()).toBeLessThan(300)
          for (const { param, code, value } of mutationsOf(document, schema, body)) {
            const refusal = await mock.fetch(requestOf(callWith(value), 'http://mock.test'))
            const text = await refusal.text()
            expect(refusal.status, `${code} at ${param}: ${text}`).toBe(400)
            expect(JSON.parse(text)).toMatchObject({ error: { type: 'invalid_request_error', param, code } })
          }
        }),
        { numRuns },
      )
    },
  )
})
