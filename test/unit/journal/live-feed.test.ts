import { expect, test } from 'vitest'
import { createMock } from '../../../src/index.ts'

test('the live feed starts with a comment and sends each request', async () => {
  const mock = createMock()
  const feed = await mock.fetch('http://mock.test/__mock/requests/default', {
    headers: { accept: 'text/event-stream' },
  })
  const reader = feed.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe(': requests of namespace default\n\n')
  await mock.fetch('http://mock.test/v1/models', { headers: { authorization: 'Bearer sk-1' } })
  const event = (await reader?.read())?.value ?? ''
  expect(event).toMatch(/^event: request\ndata: \{"seq":1,/)
  await reader?.cancel()
})
