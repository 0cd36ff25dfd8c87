import type OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { freshNamespace } from '../support/fresh-namespace.ts'
import { schemaCheck, clients, nodeClient, withoutParsed } from '../support/stream-clients.ts'

/** Request options that give equal requests equal responses. */
const repeatable = () => ({ headers: { 'x-mock-clock': '1741569952', ...freshNamespace() } })
const weather = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}

type ChatRequest = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'model' | 'stream'>
const userQuestion = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] })

const chatCases: [string, ChatRequest][] = [
  ['text', userQuestion('Why is the sky blue? Größe, 日本語, 👩‍💻')],
  ['several answers', { ...userQuestion('Why?'), n: 3 }],
  ['a truncated answer', { ...userQuestion('Why?'), max_completion_tokens: 3 }],
  ['log probabilities', { ...userQuestion('Why?'), logprobs: true, top_logprobs: 2 }],
  [
    'tool calls',
    {
      ...userQuestion('What are the weather and the forecast?'),
      tools: ['get_weather', 'get_forecast'].map((name) => ({
        type: 'function' as const,
        function: { name, parameters: weather },
      })),
    },
  ],
  [
    'a structured output',
    {
      ...userQuestion('Where?'),
      response_format: { type: 'json_schema', json_schema: { name: 'place', strict: true, schema: weather } },
    },
  ],
]

type ResponseRequest = Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'model' | 'stream'>
const responseCases: [string, ResponseRequest][] = [
  ['text', { input: 'Why is the sky blue?' }],
  ['log probabilities', { input: 'Why?', include: ['message.output_text.logprobs'], top_logprobs: 2 }],
  ['reasoning', { input: 'Why?', reasoning: { effort: 'low', summary: 'auto' } }],
  ['a truncated answer', { input: 'Tell me all about the history of Rome, please', max_output_tokens: 16 }],
  [
    'function calls',
    {
      input: 'Weather and forecast?',
      tools: ['get_weather', 'get_forecast'].map((name) => ({
        type: 'function' as const,
        name,
        strict: true,
        parameters: weather,
      })),
    },
  ],
  [
    'a structured output',
    {
      input: 'Where?',
      text: { format: { type: 'json_schema', name: 'place', strict: true, schema: weather } },
    },
  ],
  ['a custom tool', { input: 'run it', tools: [{ type: 'custom', name: 'run' }], tool_choice: 'required' }],
  [
    'built-in tools',
    {
      input: 'Search the web, search the file, use the interpreter',
      tools: [
        { type: 'web_search' },
        { type: 'file_search', vector_store_ids: ['vs_1'] },
        { type: 'code_interpreter', container: { type: 'auto' } },
      ],
    },
  ],
]

describe.each(clients)('streams read by the openai SDK %s', (_, clientOf) => {
  test.each(chatCases)('a streamed chat completion of %s equals the plain one', async (__, request) => {
    const body = { model: 'gpt-5.4', ...request }
    const plain = await clientOf().chat.completions.create(body, repeatable())
    const stream = clientOf().chat.completions.stream(
      { ...body, stream_options: { include_usage: true } },
      repeatable(),
    )
    for await (const chunk of stream) {
      expect(schemaCheck.component('CreateChatCompletionStreamResponse', chunk)).toEqual([])
    }
    const final = await stream.finalChatCompletion()
    expect(final.usage).toEqual(plain.usage)
    expect(final.choices.map(({ finish_reason: reason }) => reason)).toEqual(
      plain.choices.map(({ finish_reason: reason }) => reason),
    )
    for (const [index, choice] of plain.choices.entries()) {
      const streamed = final.choices[index]
      expect(streamed?.message.content).toBe(choice.message.content)
      expect(streamed?.logprobs?.content ?? null).toEqual(choice.logprobs?.content ?? null)
      expect(streamed?.message.tool_calls?.map(comparableCall)).toEqual(
        choice.message.tool_calls?.map(comparableCall),
      )
    }
  })

  test.each(responseCases)('a streamed response of %s equals the plain one', async (__, request) => {
    const body = { model: 'gpt-5.4', ...request }
    const plain = await clientOf().responses.create(body, repeatable())
    const stream = clientOf().responses.stream(body, repeatable())
    const numbers: number[] = []
    for await (const event of stream) {
      numbers.push(event.sequence_number)
    }
    expect(numbers).toEqual(numbers.map((___, index) => index))
    const final = await stream.finalResponse()
    expect(JSON.parse(JSON.stringify(final.output, withoutParsed))).toEqual(plain.output)
    expect(final).toMatchObject({ id: plain.id, status: plain.status, usage: plain.usage })
  })

  test.each(responseCases)('each event of a response of %s matches the document', async (__, request) => {
    const stream = await clientOf().responses.create(
      { model: 'gpt-5.4', ...request, stream: true },
      repeatable(),
    )
    for await (const event of stream) {
      expect(schemaCheck.component('ResponseStreamEvent', event), event.type).toEqual([])
    }
  })
})

test('the Node server keeps working after clients abandon streams', async () => {
  const client = nodeClient()
  const request = {
    model: 'm',
    messages: [{ role: 'user' as const, content: 'x '.repeat(5000) }],
    stream: true as const,
  }
  for (let time = 0; time < 20; time += 1) {
    const stream = await client.chat.completions.create(request)
    for await (const chunk of stream) {
      expect(chunk.object).toBe('chat.completion.chunk')
      break
    }
  }
  const models = await client.models.list()
  expect(models.data.length).toBeGreaterThan(0)
})

test('a stream decoded byte by byte has the whole text', async () => {
  const text = 'Größe 日本語 👩‍💻'
  const response = await createMock().fetch('http://mock.test/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: text }], stream: true }),
  })
  const decoder = new TextDecoder()
  let decoded = ''
  for (const byte of new Uint8Array(await response.arrayBuffer())) {
    decoded += decoder.decode(Uint8Array.of(byte), { stream: true })
  }
  const content = [...decoded.matchAll(/^data: (\{.*)$/gm)].map(([, data = '']) => {
    const { choices }: { choices: { delta: { content?: string } }[] } = JSON.parse(data)
    return choices[0]?.delta.content ?? ''
  })
  expect(content.join('')).toContain(text)
})

function comparableCall(call: OpenAI.ChatCompletionMessageToolCall): unknown {
  return call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : call
}
