import { describe, expect, test } from 'vitest'
import type { OpenApiDocument, Schema } from '../../../../compiler/document/document.ts'
import { mapRootSchemas, mapSchema, mapSchemas } from '../../../../compiler/document/map-schemas.ts'

const text: Schema = { type: 'string' }

const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'API', version: '1' },
  paths: {
    '/files/{id}/content': {
      post: {
        parameters: [{ name: 'id', in: 'path', schema: text }],
        requestBody: { content: { 'application/json': { schema: text } } },
        responses: {
          '200': {
            headers: { 'x-a/b': { schema: text } },
            content: { 'application/json': { schema: text }, 'text/plain': {} },
          },
        },
      },
    },
  },
  components: {
    schemas: { 'A~B': text },
    responses: { Failed: { content: { 'application/json': { schema: text } } } },
  },
}

describe('schema maps', () => {
  test('every root schema of a document is replaced, with an escaped JSON Pointer', () => {
    const pointers: string[] = []
    const changed = mapRootSchemas(document, (schema, pointer) => {
      pointers.push(pointer)
      return { ...schema, title: pointer }
    })
    expect(pointers).toEqual([
      '/paths/~1files~1{id}~1content/post/parameters/0/schema',
      '/paths/~1files~1{id}~1content/post/requestBody/content/application~1json/schema',
      '/paths/~1files~1{id}~1content/post/responses/200/headers/x-a~1b/schema',
      '/paths/~1files~1{id}~1content/post/responses/200/content/application~1json/schema',
      '/components/schemas/A~0B',
      '/components/responses/Failed/content/application~1json/schema',
    ])
    expect(changed.components?.schemas?.['A~B']).toEqual({
      type: 'string',
      title: '/components/schemas/A~0B',
    })
    expect(text).toEqual({ type: 'string' })
  })

  test('parts of a document without schemas are shared with the copy', () => {
    const changed = mapSchemas(document, () => ({}))
    expect(changed.info).toBe(document.info)
    expect(changed.paths).not.toBe(document.paths)
  })

  test('subschemas are rebuilt before the schema that holds them', () => {
    const order: unknown[] = []
    mapSchema(
      {
        title: 'outer',
        properties: { a: { title: 'a', items: { title: 'item' } } },
        anyOf: [{ title: 'b' }],
      },
      (schema) => {
        order.push(schema.title)
        return schema
      },
    )
    expect(order).toEqual(['item', 'a', 'b', 'outer'])
  })

  test('examples and properties named like keywords are not taken for schemas', () => {
    const schema: Schema = {
      example: { items: { type: 'string' } },
      properties: { anyOf: { type: 'string' }, default: { type: 'number' } },
    }
    expect(mapSchema(schema, ({ type, ...rest }) => (type === undefined ? rest : { type: 'null' }))).toEqual({
      example: { items: { type: 'string' } },
      properties: { anyOf: { type: 'null' }, default: { type: 'null' } },
    })
  })

  test('a property named __proto__ is rebuilt like any other', () => {
    const schema: Schema = JSON.parse('{ "properties": { "__proto__": { "type": "string" } } }')
    const changed = mapSchema(schema, (part) => ({ ...part, title: 'seen' }))
    expect(JSON.stringify(changed)).toBe(
      '{"properties":{"__proto__":{"type":"string","title":"seen"}},"title":"seen"}',
    )
  })
})
