import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import type { OpenApiDocument, Schema } from '../../../../compiler/document/document.ts'
import { discriminateUnions } from '../../../../compiler/document/discriminate-unions.ts'

function documentOf(schemas: Record<string, Schema>): OpenApiDocument {
  return { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, components: { schemas } }
}

describe('tagged unions', () => {
  const circle = {
    type: 'object',
    properties: { type: { enum: ['circle'] }, radius: { type: 'number' } },
    required: ['type', 'radius'],
  }
  const square = {
    type: 'object',
    properties: { type: { enum: ['square'] }, side: { type: 'number' } },
    required: ['type', 'side'],
  }
  const untagged = {
    type: 'object',
    properties: { type: { enum: ['circle'] }, name: { type: 'string' } },
    required: ['name'],
  }

  function validator(schema: Schema) {
    const tagged = discriminateUnions(documentOf({ A: schema, Circle: circle, Square: square }))
    const ajv = new Ajv({ strict: false, discriminator: true })
    ajv.addSchema({ $id: 'd', ...tagged })
    const validate = ajv.compile({ $ref: 'd#/components/schemas/A' })
    return (value: unknown) => {
      const valid = validate(value)
      return valid ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`)
    }
  }

  test('a union value with an unknown tag fails only at the tag', () => {
    const check = validator({ oneOf: [circle, square] })
    expect(check({ type: 'line' })).toEqual(['/type enum'])
    expect(check({ type: 'circle', radius: 1 })).toEqual([])
  })

  test('a union value with a known tag reports the errors of its branch', () => {
    expect(validator({ oneOf: [circle, square] })({ type: 'square' })).toEqual([' required'])
  })

  test('the tag of a union is found through references', () => {
    const refs = { anyOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }] }
    expect(validator(refs)({ type: 'line' })).toContain('/type enum')
    expect(validator(refs)({ type: 'square', side: 1 })).toEqual([])
  })

  test('a tagged oneOf accepts a value that two branches accept', () => {
    const check = validator({ oneOf: [circle, { ...circle, required: ['type'] }, square] })
    expect(check({ type: 'circle', radius: 1 })).toEqual([])
  })

  test('a union branch with an optional tag accepts a value without the tag', () => {
    const check = validator({ oneOf: [untagged, square] })
    expect(check({ name: 'n' })).toEqual([])
    expect(check({ type: 'circle', name: 'n' })).toEqual([])
    expect(check({ type: 'line' })).toContain('/type enum')
    expect(check({})).toContain(' required')
  })

  test('a union value that is not an object is validated against the untagged branches', () => {
    const check = validator({ oneOf: [{ type: 'string' }, circle, square] })
    expect(check('text')).toEqual([])
    expect(check(5)).toContain(' type')
  })

  test('keywords beside a tagged union still apply', () => {
    const check = validator({ type: 'object', required: ['id'], oneOf: [circle, square] })
    expect(check({ type: 'circle', radius: 1 })).toEqual([' required'])
  })
})
