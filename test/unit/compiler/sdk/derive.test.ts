import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../../compiler/diagnostics.ts'
import { type OpenApiDocument, operationsOf, type Schema } from '../../../../compiler/document/document.ts'
import { propertiesOf } from '../../../../compiler/document/properties.ts'
import { deriveSdkDocument, type SdkDocument } from '../../../../compiler/sdk/derive.ts'
import { findDifferences } from '../../../../compiler/sdk/compare/differences.ts'
import { renderDrift } from '../../../../compiler/sdk/drift-report.ts'
import { addFromSdk } from '../../../../compiler/sdk/merge.ts'
import {
  documentFactsOf,
  readDocumentFacts,
  withDocumentFacts,
} from '../../../../compiler/sdk/document-facts.ts'
import { sdkVersion } from '../../../../compiler/sdk/version.ts'
import { chooseSource } from '../../../../compiler/source/choose-source.ts'
import { readLock } from '../../../../compiler/source/lock.ts'
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

describe('merging the SDK into the document', () => {
  const document = documentOf({
    name: { type: 'string', maxLength: 5 },
    kind: { type: 'string', enum: ['a'] },
    input: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  })
  const sdk: SdkDocument = {
    source: 'openai-node@1.0.0',
    methods: [],
    document: documentOf(
      {
        name: { type: 'string' },
        kind: { type: 'string', enum: ['a', 'b', 'c'] },
        input: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
        size: { $ref: '#/components/schemas/Size' },
      },
      { Size: { type: 'number' } },
    ),
  }
  sdk.document.paths['/things/{thing}'] = { get: { operationId: 'things.retrieve', responses: {} } }

  test('the merge keeps the document and marks additions with x-source', () => {
    const diagnostics = new Diagnostics()
    const merged = addFromSdk(document, sdk, diagnostics)
    const properties = merged.components?.schemas?.['Thing']?.properties
    expect(properties?.['name']).toEqual({ type: 'string', maxLength: 5 })
    expect(properties?.['kind']).toEqual({
      type: 'string',
      enum: ['a', 'b', 'c'],
      'x-source': { 'openai-node@1.0.0': ['b', 'c'] },
    })
    expect(properties?.['input']).toEqual({
      oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
      'x-source': { 'openai-node@1.0.0': ['boolean'] },
    })
    expect(properties?.['size']).toMatchObject({ 'x-source': 'openai-node@1.0.0' })
    expect(merged.components?.schemas?.['Size']).toMatchObject({ 'x-source': 'openai-node@1.0.0' })
    expect(diagnostics.toString()).toContain('property size: only openai-node@1.0.0 has it')
  })

  test('the merge marks new parameters and media types with x-source', () => {
    const wider = structuredClone(sdk)
    for (const { operation } of operationsOf(wider.document).filter(({ method }) => method === 'post')) {
      operation.parameters = [{ name: 'dry_run', in: 'query', schema: { type: 'boolean' } }]
      operation.requestBody = {
        content: { ...operation.requestBody?.content, 'multipart/form-data': { schema: { type: 'object' } } },
      }
    }
    const merged = addFromSdk(document, wider, new Diagnostics())
    const created = operationsOf(merged).find(({ operation }) => operation.operationId === 'createThing')
    expect(created?.operation.parameters?.at(-1)).toMatchObject({
      name: 'dry_run',
      'x-source': 'openai-node@1.0.0',
    })
    expect(created?.operation.requestBody?.content?.['multipart/form-data']).toMatchObject({
      'x-source': 'openai-node@1.0.0',
    })
  })

  test('the merge treats paths with different parameter names as the same path', () => {
    const merged = addFromSdk(document, sdk, new Diagnostics())
    expect(Object.keys(merged.paths)).toEqual(['/things/{id}'])
    expect(operationsOf(merged).map(({ operation }) => operation.operationId)).toEqual([
      'createThing',
      'things.retrieve',
    ])
  })

  test('the merge does not mutate the document', () => {
    const before = structuredClone(document)
    addFromSdk(document, sdk, new Diagnostics())
    expect(document).toEqual(before)
  })

  test('the drift report lists differences in both directions', () => {
    const { differences } = findDifferences(document, sdk.document)
    const report = renderDrift(differences, { document: 'o/r@1', date: '2026-01-01', sdk: sdk.source })
    expect(report).toMatch(/## Only in the SDK[^#]*`GET \/things\/\{thing\}`[^#]*property `size`/)
    expect(report).toMatch(/## Only in the document\n\nNothing\./)
  })
})

describe('choosing the document source', () => {
  const nowhere = { projectFolder: '/nowhere', fetch: async () => new Response('', { status: 503 }) }

  test('the SDK is used alone, with a notice, when no copy of the document is available', async () => {
    const { document, sdk, notice } = await chooseSource(readLock(), nowhere)
    expect(document).toBeUndefined()
    expect(sdk).toBe(sdkVersion())
    expect(notice).toMatch(/Cannot find[^]*Building from the openai package instead/)
  })

  test('SPEC_SOURCE=sdk uses the SDK alone', async () => {
    expect(await chooseSource(readLock(), { ...nowhere, specSource: 'sdk' })).toMatchObject({
      sdk: sdkVersion(),
    })
  })

  test('SPEC_SOURCE=document without a document and an unknown SPEC_SOURCE are errors', async () => {
    await expect(chooseSource(readLock(), { ...nowhere, specSource: 'document' })).rejects.toThrow(
      /Cannot find OpenAI's API document/,
    )
    await expect(chooseSource(readLock(), { ...nowhere, specSource: 'x' })).rejects.toThrow(
      /SPEC_SOURCE is "x"/,
    )
  })
})

function documentOf(
  properties: Record<string, Schema>,
  schemas: Record<string, Schema> = {},
): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/things/{id}': {
        post: {
          operationId: 'createThing',
          requestBody: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
          responses: {},
        },
      },
    },
    components: { schemas: { Thing: { type: 'object', properties }, ...schemas } },
  }
}
