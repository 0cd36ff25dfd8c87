import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isObject, type Json } from '../../spec/document.ts'
import { createMock } from '../../src/index.ts'
import { correctedDocument, servedDocument } from '../support/document.ts'
import { jsonOperations } from '../support/json-operations.ts'
import { mutationsOf } from '../support/mutations.ts'
import { requestOf } from '../support/operation-calls-request.ts'
import { propertyRuns } from '../support/property-runs.ts'
import { independentCheck } from '../support/schema-check.ts'

const document = correctedDocument()
const operations = jsonOperations(document)
const mock = createMock()
/** Requests are made without regard to formats, and answers repeat what was sent. */
const check = independentCheck(servedDocument(), { formats: false })
const numRuns = propertyRuns(3)

/** Their answers repeat parts of the request that the document describes twice: one form goes in, another comes out. */
const REPEATING = new Set(['createConversationItems', 'createEval', 'createEvalRun'])

/** Their answers repeat graders, of which there may be several in one. */
const WITH_GRADERS = new Set(['validateGrader', 'createFineTuningJob'])

/**
 * The document describes vectors as numbers only, though `base64` is what the SDKs ask for, and the graders of a grader
 * as one, though its own example has a list.
 */
function isUndescribed(id: string, body: Json): boolean {
  if (REPEATING.has(id) || !isObject(body)) {
    return true
  }
  return id === 'createEmbedding'
    ? body['encoding_format'] === 'base64'
    : // Types of tools that the overlay takes from clients, and one that the document describes twice under "one of".
      (id.endsWith('createResponse') &&
        /"type":"(?:web_search(?:_2025_08_26)?|mcp)"/.test(JSON.stringify(body['tool_choice'] ?? null))) ||
        (WITH_GRADERS.has(id) && JSON.stringify(body).includes('"graders":['))
}

describe('whatever JSON the document describes or forbids', () => {
  test('there are a hundred operations and more that take JSON', () => {
    expect(operations.length).toBeGreaterThanOrEqual(100)
  })

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s answers what is valid as the document describes, and names the place of a single fault',
    async (id, { schema, bodies, callWith }) => {
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const response = await mock.fetch(requestOf(callWith(body), 'http://mock.test'))
          const answer = await response.text()
          expect(response.status, answer).toBeLessThan(300)
          if (response.headers.get('content-type') === 'application/json' && !isUndescribed(id, body)) {
            expect(check.answer(id, response.status, JSON.parse(answer)), answer).toEqual([])
          }
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
