import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../../compiler/diagnostics.ts'
import { type OpenApiDocument, operationsOf, type Schema } from '../../../../compiler/document/document.ts'
import type { SdkDocument } from '../../../../compiler/sdk/derive.ts'
import { findDifferences } from '../../../../compiler/sdk/compare/differences.ts'
import { renderDrift } from '../../../../compiler/sdk/drift-report.ts'
import { addFromSdk } from '../../../../compiler/sdk/merge.ts'

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
