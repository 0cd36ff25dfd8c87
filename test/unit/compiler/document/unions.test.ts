import { describe, expect, test } from 'vitest'
import type { Schema } from '../../../../compiler/document/document.ts'
import { flattenUnion, unionOf } from '../../../../compiler/document/unions.ts'

describe('unions', () => {
  test('nested unions are inlined in order', () => {
    const [one, two, three]: Schema[] = [{ type: 'string' }, { type: 'number' }, { type: 'null' }]
    const union: Schema = { anyOf: [{ oneOf: [one ?? {}, two ?? {}] }, three ?? {}] }
    expect(flattenUnion(union, unionOf)).toEqual([one, two, three])
  })

  test('a schema that is not a union is its only alternative', () => {
    expect(flattenUnion({ type: 'string' }, unionOf)).toEqual([{ type: 'string' }])
  })

  test('a union that contains itself has each alternative once', () => {
    const alternatives: Schema[] = [{ type: 'string' }]
    alternatives.push({ anyOf: alternatives })
    expect(flattenUnion({ anyOf: alternatives }, unionOf)).toEqual([{ type: 'string' }])
  })

  test('an object with properties is not a union', () => {
    expect(unionOf({ properties: {}, anyOf: [{ required: ['a'] }] })).toBeUndefined()
  })
})
