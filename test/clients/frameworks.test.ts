import { createOpenAI } from '@ai-sdk/openai'
import { ChatOpenAI } from '@langchain/openai'
import { Agent, OpenAIProvider, Runner, tool as agentTool } from '@openai/agents'
import { embedMany, generateObject, generateText, stepCountIs, streamText, tool, type ToolSet } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fault } from '../../src/faults/types.ts'
import { createMock } from '../../src/index.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer

beforeAll(async () => {
  // Strict mode also checks that frameworks send requests that the service accepts.
  server = await startServer({ MOCK_STRICT: 'on' })
})

afterAll(async () => {
  await server.stop()
})

const baseURL = () => `${server.url}/v1`
const greeting = 'Hello! How can I assist you today?'
const placeSchema = z.object({ city: z.string(), population: z.number() })

describe.each(['responses', 'chat'] as const)('the Vercel AI SDK over %s', (api) => {
  const model = () => createOpenAI({ apiKey: 'any', baseURL: baseURL() })[api]('gpt-5.4')
  const tools = {
    get_weather: tool({
      description: 'The weather in a city',
      inputSchema: z.object({ city: z.string() }),
      execute: async ({ city }) => `21 degrees in ${city}`,
    }),
  }

  test('generateText and streamText return the same text', async () => {
    expect((await generateText({ model: model(), prompt: 'Hello!' })).text).toBe(greeting)
    expect(await streamText({ model: model(), prompt: 'Hello!' }).text).toBe(greeting)
  })

  test('a tool loop ends with text, plain and streamed', async () => {
    const request = { prompt: 'What is the weather?', tools, stopWhen: stepCountIs(5) }
    const plain = await generateText({ model: model(), ...request })
    expect(plain.steps).toHaveLength(2)
    expect(plain.text).toMatch(/21 degrees in \w+/)
    expect(await streamText({ model: model(), ...request }).text).toBe(plain.text)
  })

  test('generateObject returns an object that satisfies the schema', async () => {
    const { object } = await generateObject({ model: model(), prompt: 'A place', schema: placeSchema })
    expect(placeSchema.safeParse(object).success).toBe(true)
  })

  test('generateText accepts a conversation with an image', async () => {
    const { text } = await generateText({
      model: model(),
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', image: new URL('https://example.com/a.png') },
          ],
        },
      ],
    })
    expect(text).toContain('What is this?')
  })
})

describe('the Vercel AI SDK with built-in tools', () => {
  const openai = () => createOpenAI({ apiKey: 'any', baseURL: baseURL() })
  const ask = (prompt: string, tools: ToolSet) =>
    generateText({ model: openai().responses('gpt-5.4'), prompt, tools, stopWhen: stepCountIs(4) })

  test('toolChoice web_search returns sources', async () => {
    const { sources } = await generateText({
      model: openai().responses('gpt-5.4'),
      prompt: 'Anything new?',
      tools: { web_search: openai().tools.webSearch({}) },
      toolChoice: { type: 'tool', toolName: 'web_search' },
    })
    expect(sources).toMatchObject([{ sourceType: 'url' }])
  })

  test('an MCP tool call is executed by the provider', async () => {
    const serverUrl = 'https://mcp.example.com'
    const { text, toolCalls } = await ask('Ask deepwiki', {
      mcp: openai().tools.mcp({ serverLabel: 'deepwiki', serverUrl }),
    })
    expect(toolCalls).toMatchObject([{ toolName: 'mcp.search', providerExecuted: true }])
    expect(text).toContain('Ask deepwiki')
  })

  test('the local shell tool runs a command and returns its output', async () => {
    const { text, steps } = await ask('Open a shell', {
      shell: openai().tools.localShell({ execute: async () => ({ output: 'notes.txt' }) }),
    })
    expect(steps).toHaveLength(2)
    expect(text).toContain('notes.txt')
  })
})

test('the Vercel AI SDK embeds several values', async () => {
  const openai = createOpenAI({ apiKey: 'any', baseURL: baseURL() })
  const { embeddings } = await embedMany({
    model: openai.embedding('text-embedding-3-small'),
    values: ['one', 'two'],
  })
  expect(embeddings.map(({ length }) => length)).toEqual([1536, 1536])
})

describe.each([false, true])('LangChain, with the responses API: %s', (useResponsesApi) => {
  const model = () =>
    new ChatOpenAI({
      model: 'gpt-5.4',
      apiKey: 'any',
      useResponsesApi,
      configuration: { baseURL: baseURL() },
    })

  test('LangChain invoke and stream return the same text', async () => {
    expect((await model().invoke('Hello!')).text).toBe(greeting)
    let streamed = ''
    for await (const chunk of await model().stream('Hello!')) {
      streamed += chunk.text
    }
    expect(streamed).toBe(greeting)
  })

  test('LangChain calls tools and returns structured output', async () => {
    const getWeather = {
      type: 'function' as const,
      function: {
        name: 'get_weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } } },
      },
    }
    const { tool_calls: calls } = await model().bindTools([getWeather]).invoke('The weather?')
    expect(calls?.map(({ name }) => name)).toEqual(['get_weather'])
    const structured = await model().withStructuredOutput(placeSchema).invoke('A place')
    expect(placeSchema.safeParse(structured).success).toBe(true)
  })
})

describe.each([true, false])('OpenAI Agents, with the responses API: %s', (useResponses) => {
  const runner = () =>
    new Runner({
      modelProvider: new OpenAIProvider({
        openAIClient: new OpenAI({ apiKey: 'any', baseURL: baseURL() }),
        useResponses,
      }),
      tracingDisabled: true,
    })
  const getWeather = agentTool({
    name: 'get_weather',
    description: 'The weather in a city',
    parameters: z.object({ city: z.string() }),
    execute: async ({ city }) => `21 degrees in ${city}`,
  })

  test('OpenAI Agents run a tool loop to its end, plain and streamed', async () => {
    const agent = new Agent({ name: 'Weather', instructions: 'Help.', model: 'gpt-5.4', tools: [getWeather] })
    const { finalOutput } = await runner().run(agent, 'What is the weather?')
    expect(finalOutput).toMatch(/21 degrees in \w+/)
    const streamed = await runner().run(agent, 'What is the weather?', { stream: true })
    await streamed.completed
    expect(streamed.finalOutput).toBe(finalOutput)
  })

  test('OpenAI Agents return the output type', async () => {
    const agent = new Agent({
      name: 'Places',
      instructions: 'Help.',
      model: 'gpt-5.4',
      outputType: placeSchema,
    })
    const { finalOutput } = await runner().run(agent, 'A place?')
    expect(placeSchema.safeParse(finalOutput).success).toBe(true)
  })
})

describe.each(['responses', 'chat'] as const)('the Vercel AI SDK over %s with faults', (api) => {
  const partsWith = async (fault: Fault): Promise<{ text: string; errors: unknown[] }> => {
    const { fetch: inProcess } = createMock({ patches: { patches: [{ reply: 'Größe 日本 🎉', fault }] } })
    const model = createOpenAI({ apiKey: 'any', fetch: inProcess })[api]('gpt-5.4')
    const errors: unknown[] = []
    const { fullStream } = streamText({
      model,
      prompt: 'Hello!',
      onError: ({ error }) => void errors.push(error),
    })
    let text = ''
    try {
      for await (const part of fullStream) {
        text += part.type === 'text-delta' ? part.text : ''
      }
    } catch (error) {
      errors.push(error)
    }
    return { text, errors }
  }

  test.each<Fault>([
    { delay: 5 },
    { stream: { lineEnding: 'CRLF' } },
    { stream: { comment: 'keep-alive' } },
    { stream: { splitCharacters: true } },
    { stream: { bytesPerWrite: 9 } },
  ])('the AI SDK reads the whole text despite %j', async (fault) => {
    expect(await partsWith(fault)).toEqual({ text: 'Größe 日本 🎉', errors: [] })
  })

  test.each<[Fault, RegExp]>([
    [{ stream: { error: { after: 5, message: 'Too much to do' } } }, /Too much to do/],
    [{ stream: { malformed: { after: 5 } } }, /JSON parsing failed/],
    [{ stream: { disconnect: { after: 6 } } }, /Failed to process successful response/],
  ])('the AI SDK reports the error of %j', async (fault, message) => {
    const { errors } = await partsWith(fault)
    expect(JSON.stringify(errors.map((error) => (error instanceof Error ? error.message : error)))).toMatch(
      message,
    )
  })
})
