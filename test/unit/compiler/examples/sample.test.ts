import { describe, expect, test } from 'vitest'
import type { Json, OpenApiDocument, Schema } from '../../../../compiler/document/document.ts'
import { collectExampleValues } from '../../../../compiler/examples/collected-values.ts'
import { Sampler } from '../../../../compiler/examples/sample.ts'

const schemas: Record<string, Schema> = {
  Session: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
  Node: {
    type: 'object',
    required: ['name', 'child'],
    properties: { name: { type: 'string' }, child: { $ref: '#/components/schemas/Node' } },
  },
}

const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'API', version: '1' },
  paths: {},
  components: { schemas },
}

const examples: Json[] = [
  { object: 'vector_store', name: 'Support FAQ', total: 12, active: true },
  { object: 'file', name: 'report.pdf' },
]

const sampler = new Sampler(
  document,
  new Map([['Session', { id: 'sess_1', title: 'Returns' }]]),
  collectExampleValues(examples),
)

describe('samples of document schemas', () => {
  test('values of examples are reused for the same property, first those of the same kind', () => {
    const properties = { object: { enum: ['file'] }, name: { type: 'string' }, active: { type: 'boolean' } }
    expect(sampler.sample({ type: 'object', properties })).toEqual({
      object: 'file',
      name: 'report.pdf',
      active: true,
    })
    expect(sampler.sample({ type: 'string' }, 'name')).toBe('Support FAQ')
  })

  test.each<[string, Schema, Json]>([
    ['example', { type: 'string', example: 'a', default: 'b' }, 'a'],
    ['constant', { const: 'c', default: 'b' }, 'c'],
    ['default', { type: 'string', default: 'b', enum: ['a', 'b'] }, 'b'],
    ['first value that is not null', { enum: [null, 'x'] }, 'x'],
  ])('the %s of a schema is its sample', (_, schema, expected) => {
    expect(sampler.sample(schema)).toEqual(expected)
  })

  test('numbers and arrays respect their bounds', () => {
    expect(sampler.sample({ type: 'integer', exclusiveMinimum: 1, multipleOf: 5 })).toBe(5)
    expect(sampler.sample({ type: 'array', minItems: 2, items: { type: 'integer' } })).toEqual([1, 1])
    expect(sampler.sample({ type: 'integer' }, 'created_at')).toBe(1741569952)
  })

  test('the example of a component is combined with the other parts of allOf', () => {
    const schema: Schema = {
      allOf: [
        { $ref: '#/components/schemas/Session' },
        { type: 'object', properties: { total: { type: 'integer' } } },
      ],
    }
    expect(sampler.sample(schema)).toEqual({ total: 12, id: 'sess_1', title: 'Returns' })
  })

  test('optional nullable and deprecated properties are omitted', () => {
    const properties: Record<string, Schema> = {
      name: { type: 'string' },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      old: { type: 'string', deprecated: true },
    }
    expect(sampler.sample({ type: 'object', properties })).toEqual({ name: 'Support FAQ' })
  })

  test('required properties of failed objects are null if possible', () => {
    const properties: Record<string, Schema> = { last_error: { type: ['string', 'null'] } }
    expect(sampler.sample({ type: 'object', properties, required: ['last_error'] })).toEqual({
      last_error: null,
    })
  })

  test('a schema that contains itself ends', () => {
    expect(JSON.stringify(sampler.sample({ $ref: '#/components/schemas/Node' }))).toContain('Support FAQ')
  })

  test('samples do not share objects with examples', () => {
    const sample = (): Json => sampler.sample({ $ref: '#/components/schemas/Session' })
    expect(sample()).toEqual(sample())
    expect(sample()).not.toBe(sample())
  })
})
