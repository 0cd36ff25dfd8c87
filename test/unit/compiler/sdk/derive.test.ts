import { describe, expect, test } from 'vitest'
import { propertiesOf } from '../../../../compiler/document/properties.ts'
import { deriveSdkDocument } from '../../../../compiler/sdk/derive.ts'
import {
  documentFactsOf,
  readDocumentFacts,
  withDocumentFacts,
} from '../../../../compiler/sdk/document-facts.ts'
import { pinnedDocument } from '../../../support/document.ts'

const derived = deriveSdkDocument()
const { paths } = derived.document
const pinned = await pinnedDocument()

describe('document derived from the openai package', () => {
  test('the derived document has the path, query and header parameters that the SDK sends', () => {
    const retrieve = paths['/responses/{response_id}?beta=true']?.['get']
    const named = retrieve?.parameters?.map((parameter) => `${parameter.in} ${parameter.name}`)
    expect(named).toEqual(expect.arrayContaining(['path response_id', 'query include', 'header openai-beta']))
    expect(named).not.toContain('query betas')
  })

  test('the derived document distinguishes JSON bodies, forms and bodies that allow both', () => {
    const contentOf = (path: string) => Object.keys(paths[path]?.['post']?.requestBody?.content ?? {})
    expect(contentOf('/chat/completions')).toEqual(['application/json'])
    expect(contentOf('/files')).toEqual(['multipart/form-data'])
    expect(contentOf('/skills')).toEqual(['application/json', 'multipart/form-data'])
  })

  test('the derived document describes uploads and downloads as binary', () => {
    const form = paths['/audio/transcriptions']?.['post']?.requestBody?.content?.['multipart/form-data']
    expect(propertiesOf(derived.document, form?.schema ?? {})['file']).toMatchObject({
      type: 'string',
      format: 'binary',
    })
    expect(paths['/files/{file_id}/content']?.['get']?.responses?.['200']?.content).toHaveProperty([
      'application/octet-stream',
    ])
  })

  test('the derived document describes stream events and list pages with their items', () => {
    const chat = paths['/chat/completions']
    expect(Object.keys(chat?.['post']?.responses?.['200']?.content ?? {})).toEqual([
      'application/json',
      'text/event-stream',
    ])
    const page = chat?.['get']?.responses?.['200']?.content?.['application/json']?.schema
    expect(page?.properties).toMatchObject({
      data: { type: 'array', items: { $ref: '#/components/schemas/ChatCompletion' } },
      object: { enum: ['list'] },
    })
  })

  test('the derived document contains no prose', () => {
    expect(JSON.stringify(derived.document)).not.toMatch(/"description":"(?!OK"|Bytes")/)
  })

  test('derived operation ids come from the OpenAPI document, or else from SDK method names', () => {
    expect(paths['/chat/completions']?.['post']?.operationId).toBe('createChatCompletion')
    expect(paths['/agents/sessions']?.['post']?.operationId).toBe('beta.agents.sessions.create')
  })

  test.skipIf(pinned === undefined)(
    'the committed document facts match the names and limits of the pinned document',
    () => {
      expect(readDocumentFacts()).toEqual(pinned && documentFactsOf(pinned, derived.document))
    },
  )

  test('limits and schema names of the OpenAPI document are added to the derived document', () => {
    const { components } = withDocumentFacts(derived.document, readDocumentFacts())
    const { properties } = components?.schemas?.['CreateChatCompletionRequest'] ?? {}
    expect(properties?.['n']).toMatchObject({ minimum: 1, maximum: 128 })
    expect(properties?.['logit_bias']).toMatchObject({
      anyOf: [{ additionalProperties: { type: ['integer'] } }, {}],
    })
    expect(properties?.['messages']).toMatchObject({ minItems: 1 })
  })

  test('limits that do not apply to the type in the SDK are left out', () => {
    const facts = {
      ...readDocumentFacts(),
      limits: { 'ChatCompletionCreateParamsBase/properties/n': { minLength: 3 } },
    }
    const { components } = withDocumentFacts(derived.document, facts)
    const { properties } = components?.schemas?.['CreateChatCompletionRequest'] ?? {}
    expect(properties?.['n']).not.toHaveProperty('minLength')
  })
})
