import { describe, expect, test } from 'vitest'
import { isUnstoredId, newResponseId } from '../../../../src/operations/responses/kept/unstored-id.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'

describe('ids of responses', () => {
  test('the id of a response with store: false is recognized', () => {
    const id = newResponseId(seededRandom('one'), false)
    expect(id).toMatch(/^resp_[0-9a-f]{48}$/)
    expect(isUnstoredId(id)).toBe(true)
  })

  test('ids of stored responses and made-up ids are not recognized', () => {
    const stored = Array.from({ length: 1000 }, (_, index) => newResponseId(seededRandom(`${index}`), true))
    expect(stored.filter(isUnstoredId)).toEqual([])
    expect(['resp_1', 'resp_', '', `resp_${'0'.repeat(48)}`].filter(isUnstoredId)).toEqual([])
  })

  test('a change of one digit makes the id of an unstored response unknown', () => {
    const id = newResponseId(seededRandom('one'), false)
    const digit = id.at(10) === '0' ? '1' : '0'
    expect(isUnstoredId(id.slice(0, 10) + digit + id.slice(11))).toBe(false)
  })
})
