import { AzureOpenAI, NotFoundError, RateLimitError } from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'

const mock = createMock({
  patches: { patches: [{ when: { '$.prompt': 'Who are you?' }, reply: 'A mock.' }] },
})

const messages = [{ role: 'user' as const, content: 'Who are you?' }]

describe.each([
  ['an endpoint', { endpoint: 'http://mock.test' }],
  ['a base URL', { baseURL: 'http://mock.test/v1' }],
])('AzureOpenAI of the openai package with %s', (_, address) => {
  const client = new AzureOpenAI({
    apiKey: 'any',
    apiVersion: '2024-10-21',
    fetch: mock.fetch,
    maxRetries: 0,
    ...address,
  })

  test('chat completions are patched, plain and streamed', async () => {
    const plain = await client.chat.completions.create({ model: 'my-gpt', messages })
    expect(plain.choices[0]?.message.content).toBe('A mock.')
    expect(plain.model).toBe('my-gpt')
    const stream = await client.chat.completions.create({ model: 'my-gpt', messages, stream: true })
    let text = ''
    let chunksWithoutChoices = 0
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? ''
      chunksWithoutChoices += chunk.choices.length === 0 ? 1 : 0
    }
    expect(text).toBe('A mock.')
    expect(chunksWithoutChoices).toBe(1)
  })

  test('responses, embeddings and files are answered', async () => {
    const response = await client.responses.create({ model: 'my-gpt', input: 'Who are you?' })
    expect(response.output_text).toBe('A mock.')
    const { data } = await client.embeddings.create({ model: 'my-embedding', input: 'Hi' })
    expect(data).toHaveLength(1)
    expect((await client.files.list()).data).toBeInstanceOf(Array)
  })

  test("errors have Azure's codes", async () => {
    const failing = (code: number) =>
      client.chat.completions.create({ model: 'm', messages }, { headers: { prefer: `code=${code}` } })
    await expect(failing(404)).rejects.toMatchObject({ code: 'DeploymentNotFound' })
    await expect(failing(404)).rejects.toBeInstanceOf(NotFoundError)
    await expect(failing(429)).rejects.toBeInstanceOf(RateLimitError)
  })
})
