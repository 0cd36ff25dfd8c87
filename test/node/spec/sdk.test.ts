import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../spec/diagnostics.ts'
import { type OpenApiDocument, operationsOf, type Schema } from '../../../spec/document.ts'
import { propertiesOf } from '../../../spec/properties.ts'
import { deriveSdkDocument, type SdkDocument } from '../../../spec/sdk/derive.ts'
import { findDifferences } from '../../../spec/sdk/differences.ts'
import { renderDrift } from '../../../spec/sdk/drift-report.ts'
import { addFromSdk } from '../../../spec/sdk/merge.ts'
import { documentFactsOf, readDocumentFacts, withDocumentFacts } from '../../../spec/sdk/document-facts.ts'
import { sdkVersion } from '../../../spec/sdk/version.ts'
import { chooseSource } from '../../../spec/source.ts'
import { readLock } from '../../../spec/lock.ts'
import { pinnedDocument } from '../../support/document.ts'

const derived = deriveSdkDocument()
const { paths } = derived.document
const pinned = await pinnedDocument()

describe('what is derived from the openai package', () => {
  test('has path, query and header parameters as the SDK sends them', () => {
    const retrieve = paths['/responses/{response_id}?beta=true']?.['get']
    const named = retrieve?.parameters?.map((parameter) => `${parameter.in} ${parameter.name}`)
    expect(named).toEqual(expect.arrayContaining(['path response_id', 'query include', 'header openai-beta']))
    expect(named).not.toContain('query betas')
  })

  test('tells JSON bodies, forms, and bodies that are either', () => {
    const contentOf = (path: string) => Object.keys(paths[path]?.['post']?.requestBody?.content ?? {})
    expect(contentOf('/chat/completions')).toEqual(['application/json'])
    expect(contentOf('/files')).toEqual(['multipart/form-data'])
    expect(contentOf('/skills')).toEqual(['application/json', 'multipart/form-data'])
  })

  test('takes what is uploaded and downloaded for bytes', () => {
    const form = paths['/audio/transcriptions']?.['post']?.requestBody?.content?.['multipart/form-data']
    expect(propertiesOf(derived.document, form?.schema ?? {})['file']).toMatchObject({
      type: 'string',
      format: 'binary',
    })
    expect(paths['/files/{file_id}/content']?.['get']?.responses?.['200']?.content).toHaveProperty([
      'application/octet-stream',
    ])
  })

  test('has the events of streams, and pages with their items', () => {
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

  test('has no prose', () => {
    expect(JSON.stringify(derived.document)).not.toMatch(/"description":"(?!OK"|Bytes")/)
  })

  test('goes by the ids of the document, and by names of the SDK for the rest', () => {
    expect(paths['/chat/completions']?.['post']?.operationId).toBe('createChatCompletion')
    expect(paths['/agents/sessions']?.['post']?.operationId).toBe('beta.agents.sessions.create')
  })

  test.skipIf(pinned === undefined)('knows the names and limits of the pinned document', () => {
    expect(readDocumentFacts()).toEqual(pinned && documentFactsOf(pinned, derived.document))
  })

  test('holds requests to the limits of the document, under its names', () => {
    const { components } = withDocumentFacts(derived.document, readDocumentFacts())
    const { properties } = components?.schemas?.['CreateChatCompletionRequest'] ?? {}
    expect(properties?.['n']).toMatchObject({ minimum: 1, maximum: 128 })
    expect(properties?.['logit_bias']).toMatchObject({
      anyOf: [{ additionalProperties: { type: ['integer'] } }, {}],
    })
    expect(properties?.['messages']).toMatchObject({ minItems: 1 })
  })

  test('leaves out limits that do not fit what the SDK has in their place', () => {
    const facts = {
      ...readDocumentFacts(),
      limits: { 'ChatCompletionCreateParamsBase/properties/n': { minLength: 3 } },
    }
    const { components } = withDocumentFacts(derived.document, facts)
    const { properties } = components?.schemas?.['CreateChatCompletionRequest'] ?? {}
    expect(properties?.['n']).not.toHaveProperty('minLength')
  })
})

describe('adding what only the SDK has', () => {
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

  test('keeps what the document says, and marks what is new', () => {
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

  test('marks parameters and media types that are new', () => {
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

  test('takes a path with other names in it for the same', () => {
    const merged = addFromSdk(document, sdk, new Diagnostics())
    expect(Object.keys(merged.paths)).toEqual(['/things/{id}'])
    expect(operationsOf(merged).map(({ operation }) => operation.operationId)).toEqual([
      'createThing',
      'things.retrieve',
    ])
  })

  test('leaves the document as it was', () => {
    const before = structuredClone(document)
    addFromSdk(document, sdk, new Diagnostics())
    expect(document).toEqual(before)
  })

  test('is what the drift report tells, beside what the SDK lacks', () => {
    const { differences } = findDifferences(document, sdk.document)
    const report = renderDrift(differences, { document: 'o/r@1', date: '2026-01-01', sdk: sdk.source })
    expect(report).toMatch(/## Only in the SDK[^#]*`GET \/things\/\{thing\}`[^#]*property `size`/)
    expect(report).toMatch(/## Only in the document\n\nNothing\./)
  })
})

describe('the choice of a source', () => {
  const nowhere = { projectFolder: '/nowhere', fetch: async () => new Response('', { status: 503 }) }

  test('is the SDK alone, with a word about it, when no copy of the document can be had', async () => {
    const { document, sdk, notice } = await chooseSource(readLock(), nowhere)
    expect(document).toBeUndefined()
    expect(sdk).toBe(sdkVersion())
    expect(notice).toMatch(/found nowhere[^]*Going on without it/)
  })

  test('is the SDK alone when SPEC_SOURCE says so, whatever there is', async () => {
    expect(await chooseSource(readLock(), { ...nowhere, wanted: 'sdk' })).toMatchObject({ sdk: sdkVersion() })
  })

  test('is an error when SPEC_SOURCE wants the document, or is not known', async () => {
    await expect(chooseSource(readLock(), { ...nowhere, wanted: 'document' })).rejects.toThrow(
      /found nowhere/,
    )
    await expect(chooseSource(readLock(), { ...nowhere, wanted: 'x' })).rejects.toThrow(/SPEC_SOURCE is "x"/)
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
