import { exports } from 'cloudflare:workers'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'

const client = new OpenAI({
  apiKey: 'sk-test',
  fetch: async (input, init) => exports.default.fetch(new Request(input, init)),
})
const clock = { headers: { 'x-mock-clock': '1741569952' } }
const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
    },
  },
]

describe('the openai SDK in workerd', () => {
  test.each(['Why is the sky blue?', 'What is the weather?'])(
    'a chat completion stream equals the plain response to %j',
    async (content) => {
      const request = { model: 'm', messages: [{ role: 'user' as const, content }], tools }
      const plain = await client.chat.completions.create(request, clock)
      const streamed = await client.chat.completions.stream(request, clock).finalChatCompletion()
      expect(streamed.choices[0]?.message.content).toBe(plain.choices[0]?.message.content)
      expect(streamed.choices[0]?.finish_reason).toBe(plain.choices[0]?.finish_reason)
      expect(streamed.id).toBe(plain.id)
    },
  )

  test('a paced response stream equals the plain response', async () => {
    const paced = {
      headers: { ...clock.headers, 'x-mock-stream': 'timeToFirstByte=20, interval=2, jitter=0.5' },
    }
    const plain = await client.responses.create({ model: 'm', input: 'Hello!' }, clock)
    const streamed = await client.responses.stream({ model: 'm', input: 'Hello!' }, paced).finalResponse()
    expect(streamed.output_text).toBe(plain.output_text)
    expect(streamed.usage).toEqual(plain.usage)
  })

  test('the SDK aborts a stream half-way', async () => {
    const stream = await client.chat.completions.create({
      model: 'm',
      messages: [{ role: 'user', content: 'Why?' }],
      stream: true,
    })
    for await (const chunk of stream) {
      expect(chunk.object).toBe('chat.completion.chunk')
      break
    }
    expect(stream.controller.signal.aborted).toBe(true)
  })
})
