import { describe, expect, test } from 'vitest'
import { acceptHistory } from '../../../../compiler/accept/history-items.ts'
import type { OpenApiDocument, Schema } from '../../../../compiler/document/document.ts'

const typed = (type: string, rest: Schema): Schema => ({
  ...rest,
  type: 'object',
  properties: { id: { type: 'string' }, type: { type: 'string', enum: [type] }, ...rest.properties },
})
const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Items', version: '1' },
  paths: {
    '/answers': {
      post: {
        operationId: 'createAnswer',
        requestBody: {
          content: {
            'application/json': { schema: { properties: { input: { items: refTo('InputItem') } } } },
          },
        },
        responses: {
          200: {
            content: {
              'application/json': { schema: { properties: { output: { items: refTo('OutputItem') } } } },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      InputItem: { oneOf: [refTo('Thought'), refTo('CallParam'), refTo('Reference')] },
      OutputItem: { oneOf: [refTo('Thought'), refTo('Call'), refTo('Picture')] },
      Thought: typed('thought', {
        required: ['id', 'type', 'text', 'status', 'summary'],
        properties: { text: { type: 'string' }, summary: { type: ['string', 'null'] } },
      }),
      CallParam: typed('call', { required: ['type', 'name'], properties: { name: { type: 'string' } } }),
      Call: typed('call', {
        required: ['id', 'type', 'name', 'status'],
        properties: { name: { type: 'string' }, status: { type: 'string' } },
      }),
      Picture: typed('picture', { required: ['id', 'type'] }),
      Reference: { ...typed('reference', { required: ['id'] }) },
    },
  },
}

const schemas = acceptHistory(document).components?.schemas ?? {}

describe('history items', () => {
  test('id, status and members that may be null are optional in an item that responses contain', () => {
    expect(schemas['Thought']?.required).toEqual(['type', 'text'])
  })

  test('an output item without an input item of its type is added to the union of the request', () => {
    expect(schemas['InputItem']?.anyOf).toContainEqual(refTo('Picture'))
    expect(schemas['Picture']?.required).toEqual(['type'])
  })

  test('an output item that an input item of its type accepts is not added', () => {
    expect(schemas['InputItem']?.anyOf).not.toContainEqual(refTo('Call'))
  })

  test('an input item that responses do not contain keeps its required members', () => {
    expect(schemas['Reference']?.required).toEqual(['id'])
  })

  test('the union of the response is unchanged', () => {
    expect(schemas['OutputItem']).toBe(document.components?.schemas?.['OutputItem'])
  })
})
