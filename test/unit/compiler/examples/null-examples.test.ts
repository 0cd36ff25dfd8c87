import { expect, test } from 'vitest'
import type { OpenApiDocument } from '../../../../compiler/document/document.ts'
import { allowExampleNulls } from '../../../../compiler/examples/null-examples.ts'

const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'API', version: '1' },
  paths: {
    '/jobs/{id}': {
      get: {
        operationId: 'getJob',
        responses: {
          200: {
            description: 'A job.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Job' },
                example: { object: 'job', error: null, output: { file: null }, kept: null },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Job: {
        type: 'object',
        properties: {
          object: { type: 'string' },
          error: { type: 'string' },
          output: { type: 'object', properties: { file: { type: 'string' }, size: { type: 'integer' } } },
          kept: { type: 'string', nullable: false },
        },
      },
    },
  },
}

test('properties that are null in a response example become nullable', () => {
  const { properties = {} } = allowExampleNulls(document).components?.schemas?.['Job'] ?? {}
  expect(properties['error']?.nullable).toBe(true)
  expect(properties['output']?.properties?.['file']?.nullable).toBe(true)
  expect(properties['output']?.properties?.['size']?.nullable).toBeUndefined()
})

test('a property that an overlay declares not nullable stays so', () => {
  expect(allowExampleNulls(document).components?.schemas?.['Job']?.properties?.['kept']?.nullable).toBe(false)
})

test('the given document is unchanged', () => {
  allowExampleNulls(document)
  expect(document.components?.schemas?.['Job']?.properties?.['error']?.nullable).toBeUndefined()
})
