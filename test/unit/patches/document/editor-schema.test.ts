import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

interface Property {
  examples?: unknown[]
  default?: unknown
  description?: string
}

interface Definition {
  properties: Record<string, Property>
  anyOf: { enum?: string[] }[]
}

/** The schema as installed with the package. */
const file = resolve(import.meta.dirname, '../../../../dist/patch-document.schema.json')
const schema: { definitions: Record<'Patch' | 'When' | 'OperationSelector', Definition> } = JSON.parse(
  readFileSync(file, 'utf8'),
)
const fields = Object.entries(schema.definitions.Patch.properties)

/** Fields that must accompany another field. */
const REQUIRED_FIELDS: Record<string, object> = {
  target: { remove: true },
  remove: { target: '$.a', update: {} },
}

async function check(patch: object): Promise<unknown> {
  const response = await createMock().fetch('http://mock.test/__mock/check', {
    method: 'POST',
    body: JSON.stringify({ patches: [{ operation: 'listModels', ...patch }] }),
  })
  return response.json()
}

describe('patch document schema', () => {
  test('the installed patch schema equals the one served at /__mock/schema.json', async () => {
    const response = await createMock().fetch('http://mock.test/__mock/schema.json')
    expect(await response.json()).toEqual(schema)
  })

  test.each(fields)('the patch schema describes the field %s', (_, { description }) => {
    expect(description).toMatch(/\.$/)
  })

  const examples = fields.flatMap(([field, { examples: all = [], default: fallback }]) =>
    [...all, ...(fallback === undefined ? [] : [fallback])].map((value) => [field, value] as const),
  )

  test.each(examples)(
    'the patch schema suggests a valid value for the field %s: %j',
    async (field, value) => {
      expect(await check({ ...REQUIRED_FIELDS[field], [field]: value })).toMatchObject({
        valid: true,
        faults: [],
      })
    },
  )

  test.each(Object.keys(schema.definitions.When.properties))(
    'the patch schema suggests a valid condition: %s',
    async (path) => {
      const condition = path.startsWith('$')
        ? 'x'
        : path === 'not'
          ? { '$.prompt': 'x' }
          : [{ '$.prompt': 'x' }]
      expect(await check({ when: { [path]: condition } })).toMatchObject({ valid: true, faults: [] })
    },
  )

  test('the patch schema suggests every operation by id and by method and path', async () => {
    const response = await createMock().fetch('http://mock.test/__mock/operations')
    const { operations }: { operations: { id: string; method: string; path: string }[] } = JSON.parse(
      await response.text(),
    )
    const suggested = new Set(schema.definitions.OperationSelector.anyOf.flatMap((one) => one.enum ?? []))
    expect(operations.length).toBeGreaterThan(288)
    for (const { id, method, path } of operations) {
      expect(suggested).toContain(id)
      expect([...suggested].some((name) => name.startsWith(`${method} ${path}`))).toBe(true)
    }
  })
})
