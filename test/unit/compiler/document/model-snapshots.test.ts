import { expect, test } from 'vitest'
import type { OpenApiDocument } from '../../../../compiler/document/document.ts'
import { modelSnapshots } from '../../../../compiler/document/model-snapshots.ts'

function documentWith(models: string[], components: Record<string, unknown> = {}): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: { title: 'API', version: '1' },
    paths: {},
    components: { schemas: { ModelIdsShared: { type: 'string', enum: models } }, ...components },
  }
}

test('an alias has its newest dated snapshot', () => {
  const models = ['gpt-5', 'gpt-5-2025-08-07', 'gpt-5-2025-01-01', 'gpt-6', 'o9-2026-01-01']
  expect(modelSnapshots(documentWith(models))).toEqual({ 'gpt-5': 'gpt-5-2025-08-07' })
})

test('a recorded snapshot counts more than a newer one', () => {
  const recorded = { 'x-mock-snapshots': { 'gpt-4o': 'gpt-4o-2024-08-06' } }
  const models = ['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-4o-2024-11-20']
  expect(modelSnapshots(documentWith(models, recorded))).toEqual({ 'gpt-4o': 'gpt-4o-2024-08-06' })
})
