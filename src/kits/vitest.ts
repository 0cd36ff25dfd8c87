import { test as base } from 'vitest'
import { createNamespace, type MockNamespace } from './mock-namespace.ts'
import type { SharedServer } from './running-server.ts'
import { sharedServer } from './shared-server.ts'
import { setVariables } from './variables.ts'

export type { Expectation } from '../journal/types.ts'
export type { MockNamespace } from './mock-namespace.ts'

/** Fixtures of {@link test}. */
export interface OpenAIMockFixtures {
  /** The mock of the test process. */
  openaiMockServer: Pick<SharedServer, 'url'>
  /** The namespace of one test. `OPENAI_BASE_URL` and `OPENAI_API_KEY` point to it while the test runs. */
  openaiMock: MockNamespace
}

/**
 * Vitest's `test` with the fixture `openaiMock`. After a failed test, the requests that the mock received are printed.
 *
 * @example
 * test('greets', async ({ openaiMock }) => {
 *   await openaiMock.setPatches([{ operation: 'createChatCompletion', reply: 'Hello World!!' }])
 *   expect(await greet()).toBe('Hello World!!')
 * })
 */
export const test = base.extend<OpenAIMockFixtures>({
  openaiMockServer: [
    // Vitest reads the names of the fixtures that a fixture needs from its parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await sharedServer()
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  openaiMock: async ({ openaiMockServer, task }, use) => {
    const namespace = createNamespace(openaiMockServer.url, task.name)
    const restoreVariables = setVariables(namespace)
    await use(namespace)
    restoreVariables()
    if (task.result?.state === 'fail') {
      console.error(await namespace.describe())
    }
    await namespace.reset()
  },
})
