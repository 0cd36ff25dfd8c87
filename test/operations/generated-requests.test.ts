import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isObject, type Json, type Schema } from '../../compiler/document/document.ts'
import { mapSchemas } from '../../compiler/document/map-schemas.ts'
import { acceptRequests } from '../../compiler/accept/accept-requests.ts'
import { createMock } from '../../src/index.ts'
import { correctedDocument, normalizedDocument } from '../support/document.ts'
import { jsonOperations } from '../support/json-operations.ts'
import { listMutations } from '../support/mutations.ts'
import { toRequest } from '../support/operation-call.ts'
import { propertyRuns } from '../support/property-runs.ts'
import { expectedError } from '../support/service-errors.ts'
import { independentValidator } from '../support/independent-validator.ts'

/** The document as the request validators know it. */
const document = acceptRequests(normalizedDocument())
const operations = jsonOperations(document)
const mock = createMock()

/** Members that the document requires, but recordings of some models lack: see `src/openai/model-traits.ts`. */
const MODEL_MEMBERS = new Set(['logprobs', 'cache_write_tokens'])

/** Ignores formats: request bodies are generated without them, and responses echo request values. */
const check = independentValidator(mapSchemas(correctedDocument(), withoutModelMembers), { formats: false })

function withoutModelMembers(schema: Schema): Schema {
  return schema.required === undefined
    ? schema
    : { ...schema, required: schema.required.filter((name) => !MODEL_MEMBERS.has(name)) }
}

const numRuns = propertyRuns(3)

/** Operations that echo request fields whose response schema differs from the request schema. */
const ECHO_OPERATIONS = new Set(['createConversationItems', 'createEval', 'createEvalRun'])

/** Operations that echo graders, which may contain several graders. */
const GRADER_OPERATIONS = new Set(['validateGrader', 'createFineTuningJob'])

/**
 * Returns true if the document does not describe the response to this body. It describes vectors only as numbers,
 * though the SDKs request `base64`, and the graders of a grader as a single one, though its own example has a list.
 */
function isUndescribed(id: string, body: Json): boolean {
  if (ECHO_OPERATIONS.has(id) || !isObject(body)) {
    return true
  }
  return id === 'createEmbedding'
    ? body['encoding_format'] === 'base64'
    : // Tool types and images that the overlay accepts from clients, and a type that two branches of a `oneOf` describe.
      (id.endsWith('createResponse') &&
        /"type":"(?:web_search(?:_2025_08_26)?|mcp|input_image)"/.test(
          JSON.stringify([body['tool_choice'], body['prompt']]),
        )) ||
        (GRADER_OPERATIONS.has(id) && JSON.stringify(body).includes('"graders":['))
}

describe('generated JSON requests', () => {
  test('at least 100 operations take JSON', () => {
    expect(operations.length).toBeGreaterThanOrEqual(100)
  })

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s answers valid requests with valid responses and names the param of a single invalid value',
    async (id, { schema, bodies, callWith }) => {
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const response = await mock.fetch(toRequest(callWith(body), 'http://mock.test'))
          const answer = await response.text()
          expect(response.status, answer).toBeLessThan(300)
          if (response.headers.get('content-type') === 'application/json' && !isUndescribed(id, body)) {
            expect(check.response(id, response.status, JSON.parse(answer)), answer).toEqual([])
          }
          for (const mutation of listMutations(document, schema, body)) {
            const { value } = mutation
            const { param, code } = expectedError(id, mutation)
            const refusal = await mock.fetch(toRequest(callWith(value), 'http://mock.test'))
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
