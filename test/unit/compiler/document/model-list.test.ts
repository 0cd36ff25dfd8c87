import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

/** @returns the members of the SDK's union type `ChatModel` */
function chatModels(): string[] {
  const declarations = readFileSync(
    new URL(import.meta.resolve('openai/resources/shared')).pathname.replace(/\.m?js$/, '.d.ts'),
    'utf8',
  )
  const [, union = ''] = /type ChatModel = ([^;]*);/.exec(declarations) ?? []
  return [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name)
}

test('GET /v1/models lists every chat model that the SDK names', async () => {
  const response = await createMock().fetch('http://mock.test/v1/models', {
    headers: { authorization: 'Bearer any-key' },
  })
  const { data } = (await response.json()) as { data: { id: string }[] }
  expect(chatModels().length).toBeGreaterThan(20)
  expect(data.map(({ id }) => id)).toEqual(expect.arrayContaining(chatModels()))
})
