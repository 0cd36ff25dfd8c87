import { describe, expect, test } from 'vitest'
import type { RequestBody } from '../../../../compiler/document/document.ts'
import { renderRequestTypes } from '../../../../compiler/types/request-types.ts'

const PROMPT = { type: 'object', properties: { prompt: { type: 'string' } }, required: ['prompt'] }

function typesOf(requestBody: RequestBody): string {
  return renderRequestTypes({
    openapi: '3.1.0',
    info: { title: '', version: '' },
    paths: { '/a': { post: { operationId: 'createA', requestBody } } },
    components: {
      schemas: { Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } } },
    },
  })
}

describe('generated request types', () => {
  test('a required JSON body has its type', () => {
    const types = typesOf({ required: true, content: { 'application/json': { schema: PROMPT } } })
    expect(types).toContain('"createA": { "prompt": string }\n')
  })

  test('a body that may be missing may lack its required members', () => {
    expect(typesOf({ content: { 'application/json': { schema: PROMPT } } })).toContain(
      '"createA": Partial<{ "prompt": string }>\n',
    )
  })

  test('an operation with JSON and forms has either body', () => {
    const content = { 'application/json': { schema: PROMPT }, 'multipart/form-data': { schema: PROMPT } }
    expect(typesOf({ required: true, content })).toContain(
      '"createA": { "prompt": string } | { "prompt": Field }\n',
    )
  })

  test('a recursive component is declared once', () => {
    const schema = { $ref: '#/components/schemas/Node' }
    const types = typesOf({ required: true, content: { 'application/json': { schema } } })
    expect(types.match(/export type Node = .*/g)).toEqual(['export type Node = { "next"?: Node }'])
  })
})
