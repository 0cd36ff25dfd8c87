import { describe, expect, test } from 'vitest'
import { didYouMean } from '../../../../src/patches/document/issue.ts'

const FIELDS = ['type', 'name', 'reply', 'status', 'headers', 'operation']

describe('suggestions for unknown names', () => {
  test.each([
    ['tpye', 'type'],
    ['Name', 'name'],
    ['nme', 'name'],
    ['repply', 'reply'],
    ['haeders', 'headers'],
    ['opeartoin', 'operation'],
  ])('didYouMean suggests for %s the field %s', (typo, field) => {
    expect(didYouMean(typo, FIELDS)).toBe(`did you mean "${field}"?`)
  })

  test.each(['x', 'tone', 'bodies', 'constructor'])('didYouMean suggests nothing for %s', (name) => {
    expect(didYouMean(name, FIELDS)).toBeUndefined()
  })

  test('didYouMean suggests the most similar name', () => {
    expect(didYouMean('header', ['heads', 'headers'])).toBe('did you mean "headers"?')
  })
})
