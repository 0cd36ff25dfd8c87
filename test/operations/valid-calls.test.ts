import { describe, expect, test } from 'vitest'
import { operationIdOf, operationsOf } from '../../compiler/document/document.ts'
import { createMock } from '../../src/index.ts'
import { correctedDocument, normalizedDocument } from '../support/document.ts'
import { operationCalls } from '../support/operation-calls.ts'
import { toRequest } from '../support/operation-call.ts'
import { independentValidator } from '../support/independent-validator.ts'

const corrected = correctedDocument()
const calls = operationCalls(normalizedDocument())
const operations = new Map(
  operationsOf(corrected).map((located) => [operationIdOf(located), located.operation]),
)
const check = independentValidator(corrected)
const mock = createMock()

/** Operations whose response has a body although the document describes none. */
const UNDESCRIBED_BODIES = ['RetrieveContainerFileContent']

describe('every operation', () => {
  test('every operation of the document is called', () => {
    expect(calls).toHaveLength(operations.size)
  })

  test.each(calls.map((call) => [call.id, call] as const))(
    '%s answers a valid request with a response that the document describes',
    async (id, call) => {
      const response = await mock.fetch(toRequest(call, 'http://mock.test'))
      const contentType = response.headers.get('content-type') ?? ''
      const described = operations.get(id)?.responses?.[String(response.status)]
      expect(response.status, await response.clone().text()).toBeLessThan(300)
      expect(response.headers.get('x-mock-operation')).toBe(id)
      if (contentType === 'application/json') {
        expect(check.response(id, response.status, await response.json())).toEqual([])
      } else {
        const { byteLength } = await response.arrayBuffer()
        expect(byteLength > 0).toBe(described?.content !== undefined || UNDESCRIBED_BODIES.includes(id))
      }
    },
  )
})
