import { exports } from 'cloudflare:workers'
import { describe, expect, inject, test } from 'vitest'
import { catalogue } from '../../src/generated/catalogue.js'
import { responseValidators } from '../../src/generated/response-validators.js'
import { toRequest } from '../support/operation-call.ts'

const calls = inject('operationCalls')

describe('every operation of the document in workerd', () => {
  test('every operation of the catalogue has a test call', () => {
    expect(calls.map(({ id }) => id)).toEqual(catalogue.routes.map(({ id }) => id))
  })

  test.each(calls.map((call) => [call.id, call] as const))(
    '%s returns a response that matches the document',
    async (id, call) => {
      const response = await exports.default.fetch(toRequest(call, 'http://mock.test'))
      const text = await response.text()
      expect(response.status, text).toBeLessThan(300)
      expect(response.headers.get('x-mock-operation')).toBe(id)
      const validate = responseValidators[id]?.[String(response.status)]
      if (validate !== undefined) {
        expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true)
      }
    },
  )
})
