import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

const mock = createMock()
const headers = {
  authorization: 'Bearer sk-test',
  'x-mock-clock': '1741569952',
  'content-type': 'application/json',
}

async function readBody(path: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  return (await (await mock.fetch(`http://mock.test${path}`, { headers, ...init })).json()) as Record<
    string,
    unknown
  >
}

describe('updating a listed item', () => {
  test('modifyAssistant keeps the fields that the request omits', async () => {
    const { data } = await readBody('/v1/assistants')
    const [, second] = data as Record<string, unknown>[]
    const body = JSON.stringify({ metadata: { team: 'support' } })
    const updated = await readBody(`/v1/assistants/${String(second?.['id'])}`, { method: 'POST', body })
    expect(updated).toEqual({ ...second, metadata: { team: 'support' } })
  })
})
