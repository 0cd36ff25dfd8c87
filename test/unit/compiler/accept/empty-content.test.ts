import { expect, test } from 'vitest'
import { acceptEmptyContent } from '../../../../compiler/accept/empty-content.ts'
import type { OpenApiDocument, Schema } from '../../../../compiler/document/document.ts'

const list: Schema = { type: 'array', minItems: 1, items: { type: 'string' } }

function componentAfterStep(schema: Schema): Schema | undefined {
  const document: OpenApiDocument = {
    openapi: '3.1.0',
    info: { title: 'Content', version: '1' },
    paths: {},
    components: { schemas: { Tested: schema } },
  }
  return acceptEmptyContent(document).components?.schemas?.['Tested']
}

test('the content of a message with one role may be an empty list', () => {
  const message = { properties: { role: { enum: ['user'] }, content: { oneOf: [{ type: 'string' }, list] } } }
  const content = componentAfterStep(message)?.properties?.['content']
  expect(content).toEqual({ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] })
})

test('other lists keep their minimum length', () => {
  const properties = { role: { enum: ['user'] }, stop: list }
  expect(componentAfterStep({ properties })?.properties?.['stop']).toEqual(list)
  expect(componentAfterStep({ properties: { content: list } })?.properties?.['content']).toEqual(list)
})
