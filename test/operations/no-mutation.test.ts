import { expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { normalizedDocument } from '../support/document.ts'
import { toRequest } from '../support/operation-call.ts'
import { operationCalls } from '../support/operation-calls.ts'

test('processing a response does not mutate the cached response', async () => {
  const mock = createMock()
  const texts = async () =>
    Promise.all(
      operationCalls(normalizedDocument()).map(async (call) => {
        const headers = { 'x-mock-clock': '1741569952', 'x-mock-state': 'off' }
        const response = await mock.fetch(toRequest(call, 'http://mock.test', headers))
        return `${call.id} ${response.status} ${await response.text()}`
      }),
    )
  const first = await texts()
  expect(await texts()).toEqual(first)
})
