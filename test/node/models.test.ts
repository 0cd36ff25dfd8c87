import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'

/** The SDK's union of the models that chat takes, by its declarations. */
function chatModels(): string[] {
  const declarations = readFileSync(
    new URL(import.meta.resolve('openai/resources/shared')).pathname.replace(/\.m?js$/, '.d.ts'),
    'utf8',
  )
  const [, union = ''] = /type ChatModel = ([^;]*);/.exec(declarations) ?? []
  return [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name)
}

test('the list of models knows every model that the SDK names for chat', async () => {
  const response = await createMock().fetch('http://mock.test/v1/models', {
    headers: { authorization: 'Bearer any-key' },
  })
  const { data } = (await response.json()) as { data: { id: string }[] }
  expect(chatModels().length).toBeGreaterThan(20)
  expect(data.map(({ id }) => id)).toEqual(expect.arrayContaining(chatModels()))
})
