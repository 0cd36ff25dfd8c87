import { describe, expect, test } from 'vitest'
import type { Schema } from '../../../../compiler/document/document.ts'
import { typeOfSchema } from '../../../../compiler/types/schema-type.ts'

const reference = (pointer: string) => pointer.replace('#/components/schemas/', '')
const jsonType = (schema: Schema) => typeOfSchema(schema, { reference, isText: false })
const fieldType = (schema: Schema) => typeOfSchema(schema, { reference, isText: true })

describe('types of schemas', () => {
  test.each<[Schema, string]>([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ type: ['boolean', 'null'] }, '(boolean | null)'],
    [{ type: 'string', enum: ['a', 'b'] }, '("a" | "b")'],
    [{ const: 'a' }, '"a"'],
    [{ $ref: '#/components/schemas/Tool' }, 'Tool'],
    [{}, 'Json'],
    [{ description: 'anything' }, 'Json'],
  ])('%j is %s', (schema, type) => {
    expect(jsonType(schema)).toBe(type)
  })

  test('a property that is not required is optional', () => {
    const properties = { a: { type: 'string' }, b: { type: 'number' } }
    expect(jsonType({ type: 'object', properties, required: ['a'] })).toBe('{ "a": string; "b"?: number }')
  })

  test('an object without properties is a JSON object or a record', () => {
    expect(jsonType({ type: 'object' })).toBe('JsonObject')
    expect(jsonType({ type: 'object', additionalProperties: { type: 'number' } })).toBe(
      '{ [name: string]: number }',
    )
  })

  test('a list of anything is a list of JSON values', () => {
    expect(jsonType({ type: 'array' })).toBe('(Json)[]')
    expect(jsonType({ type: 'array', items: { type: 'string' } })).toBe('(string)[]')
  })

  test('allOf is an intersection, anyOf and oneOf are unions', () => {
    const [one, two]: Schema[] = [{ type: 'string' }, { type: 'number' }]
    expect(jsonType({ anyOf: [one ?? {}, two ?? {}] })).toBe('(string | number)')
    expect(jsonType({ oneOf: [one ?? {}, two ?? {}] })).toBe('(string | number)')
    expect(jsonType({ allOf: [{ $ref: 'A' }, { $ref: 'B' }] })).toBe('(A & B)')
  })

  test('a union with a branch that accepts anything restricts nothing', () => {
    expect(jsonType({ type: 'object', anyOf: [{ required: ['a'] }, { $ref: 'B' }] })).toBe('JsonObject')
  })

  test('scalar form fields keep the type in which they were sent', () => {
    expect(fieldType({ type: 'integer' })).toBe('Field')
    expect(fieldType({ type: 'string', enum: ['a'] })).toBe('Field')
    expect(fieldType({ type: 'string', format: 'binary' })).toBe('Json')
    expect(fieldType({ type: 'array', items: { type: 'string' } })).toBe('(Field)[] | Field')
  })
})
