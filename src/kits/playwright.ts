import { test as base } from '@playwright/test'
import { createNamespace, type MockNamespace } from './mock-namespace.ts'
import type { SharedServer } from './running-server.ts'
import { sharedServer } from './shared-server.ts'

export { expect } from '@playwright/test'
export type { Expectation } from '../journal/types.ts'
export type { MockNamespace } from './mock-namespace.ts'

/**
 * Playwright's `test` with the fixture `openaiMock`, the namespace of one test. The report of a failed test has the
 * requests that the mock received as an attachment.
 *
 * @example
 * test('greets', async ({ page, openaiMock }) => {
 *   await openaiMock.setPatches([{ operation: 'createChatCompletion', reply: 'Hello World!!' }])
 *   await page.goto(`/?baseURL=${encodeURIComponent(openaiMock.baseURL)}`)
 * })
 */
export const test = base.extend<
  { openaiMock: MockNamespace },
  { openaiMockServer: Pick<SharedServer, 'url'> }
>({
  openaiMockServer: [
    // Playwright reads the names of the fixtures that a fixture needs from its parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const server = await sharedServer()
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  openaiMock: async ({ openaiMockServer }, use, testInfo) => {
    const namespace = createNamespace(openaiMockServer.url, testInfo.title)
    await use(namespace)
    if (testInfo.status !== testInfo.expectedStatus) {
      const body = await namespace.describe()
      await testInfo.attach('openai-edge-mock', { body, contentType: 'text/plain' })
    }
    await namespace.reset()
  },
})
