import OpenAI from 'openai'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/index.ts'

const messages = [{ role: 'user' as const, content: 'Hello!' }]
const replyWith = (reply: string) => ({ patches: [{ operation: 'createChatCompletion', reply }] })

function createClient(mock: ReturnType<typeof createMock>, namespace?: string): OpenAI {
  const path = namespace === undefined ? '' : `/@${namespace}`
  return new OpenAI({ apiKey: 'any', baseURL: `http://mock${path}/v1`, fetch: mock.fetch })
}

async function completionText(client: OpenAI): Promise<string | null | undefined> {
  const completion = await client.chat.completions.create({ model: 'm', messages })
  return completion.choices[0]?.message.content
}

describe('createMock', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('setPatches with a namespace changes only that namespace', async () => {
    const mock = createMock({ patches: replyWith('general') })
    mock.setPatches(replyWith('a'), 'team-a')
    expect(await completionText(createClient(mock, 'team-a'))).toBe('a')
    expect(await completionText(createClient(mock, 'team-b'))).toBe('general')
    expect(await completionText(createClient(mock))).toBe('general')
  })

  test('setPatches without a namespace discards the patches of all namespaces', async () => {
    const mock = createMock()
    mock.setPatches(replyWith('a'), 'team-a')
    mock.setPatches(replyWith('general'))
    expect(await completionText(createClient(mock, 'team-a'))).toBe('general')
  })

  test('a namespace that extends default reflects changes to default', async () => {
    const mock = createMock()
    mock.setPatches({ extends: 'default', patches: [] }, 'team-a')
    for (const reply of ['one', 'two']) {
      mock.setPatches(replyWith(reply), 'default')
      expect(await completionText(createClient(mock, 'team-a'))).toBe(reply)
    }
  })

  test('setPatches rejects an invalid namespace name', () => {
    const mock = createMock()
    expect(() => mock.setPatches(replyWith('x'), 'a/b')).toThrow(/Invalid namespace 'a\/b'/)
  })

  test('responses and streams are byte-identical while settings.clock stops the clock', async () => {
    const mock = createMock({
      // The second creation of the same object has another id.
      settings: { state: 'off' },
      patches: { settings: { clock: 1_741_569_952 }, patches: [{ merge: { at: '{{ now }}' } }] },
    })
    const readAll = () =>
      Promise.all(
        Object.entries(REQUESTS).flatMap(([path, body]) =>
          [false, true].map(async (stream) => {
            const response = await mock.fetch(`http://mock/v1/${path}`, {
              method: 'POST',
              headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
              body: JSON.stringify({ model: 'm', stream, ...body }),
            })
            return response.text()
          }),
        ),
      )
    vi.useFakeTimers({ toFake: ['Date'] })
    const texts = await readAll()
    vi.setSystemTime(Date.now() + 1100)
    expect(await readAll()).toEqual(texts)
    expect(texts.every((text) => text.includes('1741569952'))).toBe(true)
  })
})

const REQUESTS = {
  'chat/completions': { messages },
  responses: { input: 'Hello!' },
  completions: { prompt: 'Hello!' },
}
