import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../../compiler/diagnostics.ts'
import type { OpenApiDocument, Schema } from '../../../../compiler/document/document.ts'
import { normalize } from '../../../../compiler/document/normalize.ts'

function documentOf(schemas: Record<string, Schema>): OpenApiDocument {
  return { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, components: { schemas } }
}

function normalizeSchema(schema: Schema): Schema | undefined {
  return normalize(documentOf({ A: schema, B: {} }), new Diagnostics()).components?.schemas?.['A']
}

describe('schema normalization', () => {
  test.each<[string, Schema, Schema]>([
    ['nullable becomes the type null', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    [
      'nullable adds null to an enum',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'nullable beside a reference becomes a union',
      { $ref: '#/components/schemas/B', nullable: true },
      { anyOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] },
    ],
    [
      'nullable beside a union becomes a branch',
      { oneOf: [{ type: 'string' }], nullable: true },
      { oneOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    [
      'a boolean exclusiveMinimum becomes numeric and replaces minimum',
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      { type: 'number', exclusiveMinimum: 0 },
    ],
    [
      '$recursiveRef becomes a reference to the schema itself',
      { $recursiveAnchor: true, items: { $recursiveRef: '#' } },
      { items: { $ref: '#/components/schemas/A' } },
    ],
    [
      'a property named like a keyword is unchanged',
      { properties: { nullable: { type: 'boolean' } } },
      { properties: { nullable: { type: 'boolean' } } },
    ],
  ])('%s', (_, schema, expected) => {
    expect(normalizeSchema(schema)).toEqual(expected)
  })

  test('an unresolvable reference is reported with its JSON Pointer', () => {
    const diagnostics = new Diagnostics()
    normalize(documentOf({ A: { items: { $ref: '#/components/schemas/Gone' } } }), diagnostics)
    expect(diagnostics.entries).toMatchObject([{ severity: 'error', pointer: '/components/schemas/A' }])
  })
})
