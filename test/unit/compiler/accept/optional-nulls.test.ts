import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { acceptOptionalNulls } from '../../../../compiler/accept/optional-nulls.ts'
import type { OpenApiDocument, Schema } from '../../../../compiler/document/document.ts'

const TESTED = '#/components/schemas/Tested'

const shared: Record<string, Schema> = {
  Size: { type: 'string', enum: ['s', 'm'] },
  Base: {
    type: 'object',
    properties: { name: { type: 'string' }, size: { $ref: '#/components/schemas/Size' } },
  },
}

/** Compiles a schema after the step, with the shared components. */
function acceptsAfterStep(schema: Schema): (value: unknown) => boolean {
  const document: OpenApiDocument = {
    openapi: '3.1.0',
    info: { title: 'Nulls', version: '1' },
    paths: {
      '/tests': { post: { requestBody: { content: { 'application/json': { schema: { $ref: TESTED } } } } } },
    },
    components: { schemas: { ...shared, Tested: schema } },
  }
  const { components } = acceptOptionalNulls(document)
  const ajv = new Ajv({ strict: false })
  ajv.addSchema({ $id: 'document', components })
  const validate = ajv.getSchema(`document${TESTED}`)
  return (value) => validate?.(value) === true
}

describe('optional nulls', () => {
  test('an optional property may be null, whatever its schema is', () => {
    const accepts = acceptsAfterStep({
      type: 'object',
      properties: {
        text: { type: 'string' },
        level: { type: 'string', enum: ['low', 'high'] },
        only: { type: 'string', const: 'x' },
        size: { $ref: '#/components/schemas/Size' },
        either: { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] },
        list: { type: 'array', items: { type: 'object', properties: { inner: { type: 'integer' } } } },
      },
    })
    for (const name of ['text', 'level', 'only', 'size', 'either', 'list']) {
      expect(accepts({ [name]: null }), name).toBe(true)
      expect(accepts({ [name]: 7 }), name).toBe(false)
    }
    expect(accepts({ list: [{ inner: null }] })).toBe(true)
    expect(accepts({ list: [null] })).toBe(false)
  })

  test('a required property may not be null', () => {
    const accepts = acceptsAfterStep({
      type: 'object',
      properties: { text: { type: 'string' } },
      required: ['text'],
    })
    expect(accepts({ text: null })).toBe(false)
  })

  test('a property that another part of an allOf requires may not be null', () => {
    const accepts = acceptsAfterStep({
      allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', required: ['name'] }],
    })
    expect(accepts({ name: null })).toBe(false)
    expect(accepts({ name: 'x', size: null })).toBe(true)
  })

  test('values of free-form objects keep their schema', () => {
    const accepts = acceptsAfterStep({ type: 'object', additionalProperties: { type: 'string' } })
    expect(accepts({ any: null })).toBe(false)
  })
})
