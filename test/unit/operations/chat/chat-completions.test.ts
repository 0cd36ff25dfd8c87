import { Ajv } from 'ajv'
import { describe, expect, test, vi } from 'vitest'
import { createMock } from '../../../../src/index.ts'

const mock = createMock()

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const response = await mock.fetch(`http://mock.test/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return response.text()
}

describe('chat/completions', () => {
  const chat = {
    model: 'gpt-5.4',
    messages: [{ role: 'user', content: 'Why is the sky blue?' }],
    logprobs: true,
  }
  const clock = { 'x-mock-clock': '1741569952' }

  test('chat/completions is byte-identical for equal requests and differs for others', async () => {
    const [one, again, other] = await Promise.all([
      post('/chat/completions', chat, clock),
      post('/chat/completions', chat, clock),
      post('/chat/completions', { ...chat, model: 'other' }, clock),
    ])
    expect(again).toBe(one)
    const idOf = (text: string): string => {
      const { id }: { id: string } = JSON.parse(text)
      return id
    }
    expect(idOf(other)).not.toBe(idOf(one))
  })

  test('chat/completions has token counts that add up and logprobs that join to the content', async () => {
    const answer: {
      choices: { message: { content: string }; logprobs: { content: { token: string }[] } }[]
      usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number }
    } = JSON.parse(await post('/chat/completions', chat))
    const { usage, choices } = answer
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens)
    const content = choices[0]?.message.content ?? ''
    expect(choices[0]?.logprobs.content.map(({ token }) => token).join('')).toBe(content)
    expect(usage.completion_tokens).toBe(choices[0]?.logprobs.content.length)
  })

  test('chat/completions returns the current time as created', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_741_569_952_999 })
    const { created }: { created: number } = JSON.parse(await post('/chat/completions', chat))
    vi.useRealTimers()
    expect(created).toBe(1_741_569_952)
  })

  test('chat/completions satisfies the schema of structured outputs', async () => {
    const schema = {
      type: 'object',
      properties: {
        steps: {
          type: 'array',
          items: {
            type: 'object',
            properties: { output: { type: 'string' } },
            required: ['output'],
            additionalProperties: false,
          },
        },
        final: { type: 'number' },
      },
      required: ['steps', 'final'],
      additionalProperties: false,
    }
    const format = { type: 'json_schema', json_schema: { name: 'math', strict: true, schema } }
    const { choices }: { choices: { message: { content: string } }[] } = JSON.parse(
      await post('/chat/completions', { ...chat, response_format: format }),
    )
    expect(new Ajv().validate(schema, JSON.parse(choices[0]?.message.content ?? ''))).toBe(true)
  })
})
