import { readdirSync, readFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join, resolve } from 'node:path'
import { createOpenAI } from '@ai-sdk/openai'
import { Validator } from '@cfworker/json-schema'
import { ChatOpenAI } from '@langchain/openai'
import { generateText } from 'ai'
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { blocksOf, readPage } from '../support/docs/blocks.ts'
import { createMock, type PatchDocument } from '../../src/index.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { skipWaits } from '../support/timers.ts'

const folder = resolve(import.meta.dirname, '../../docs/patches')
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const readme = readPage('docs/patches/README.md')

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

/** Creates a client of a namespace with the given patch file, and records a status or warning per request. */
async function createClient(
  file: string,
  options: { maxRetries?: number; timeout?: number } = {},
): Promise<{ client: OpenAI; statuses: (number | string)[] }> {
  const namespace = file.replace('.json', '')
  await copyFile(join(folder, file), join(server.patchesFolder, `${namespace}.json`))
  const statuses: (number | string)[] = []
  const client = new OpenAI({
    apiKey: 'sk-test',
    baseURL: `${server.url}/@${namespace}/v1`,
    logLevel: 'off',
    ...options,
    fetch: async (url, init) => {
      try {
        const response = await fetch(url, init)
        statuses.push(response.headers.get('x-mock-warning') ?? response.status)
        return response
      } catch (error) {
        statuses.push('no answer')
        throw error
      }
    },
  })
  return { client, statuses }
}

/** Streams a chat completion with a patch file and a clock of its own, and returns the time of each event so far. */
async function eventTimes(file: string, milliseconds: number): Promise<number[]> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const patches: PatchDocument = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const client = new OpenAI({ apiKey: 'sk-test', fetch: createMock({ patches }).fetch, timeout: 600_000 })
  const begun = performance.now()
  const moments: number[] = []
  const stream = await client.chat.completions.create({ ...chat, stream: true })
  const reading = (async () => {
    for await (const _ of stream) {
      moments.push(performance.now() - begun)
    }
  })()
  await vi.advanceTimersByTimeAsync(milliseconds)
  stream.controller.abort()
  await reading
  vi.useRealTimers()
  return moments
}

const messages = [{ role: 'user' as const, content: 'What is the weather like in Paris?' }]
const chat = { model: 'gpt-5.4', messages }
const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
    },
  },
]

/** The behavior that an application sees with each ready patch. */
const BEHAVIORS: Record<string, () => Promise<void>> = {
  'rate-limit-then-success.json': async () => {
    const { client, statuses } = await createClient('rate-limit-then-success.json')
    const answer = await client.chat.completions.create(chat)
    expect(answer.choices[0]?.message.role).toBe('assistant')
    const response = await client.responses.create({ model: 'm', input: 'Hello!' })
    expect(response.output_text).not.toBe('')
    expect(statuses).toEqual([429, 200, 429, 200])
  },
  'outage.json': async () => {
    const { client, statuses } = await createClient('outage.json', { maxRetries: 1 })
    await expect(client.models.list()).rejects.toBeInstanceOf(OpenAI.InternalServerError)
    expect(statuses).toEqual([503, 503])
  },
  'outage-that-ends.json': async () => {
    const { client, statuses } = await createClient('outage-that-ends.json')
    await client.embeddings.create({ model: 'm', input: 'Hello!' })
    expect(statuses).toEqual([503, 503, 200])
  },
  'flaky-network.json': async () => {
    const { client, statuses } = await createClient('flaky-network.json', { maxRetries: 5 })
    const inputs = Array.from({ length: 30 }, (_, index) => `text ${index}`)
    await Promise.all(inputs.map((input) => client.embeddings.create({ model: 'm', input })))
    expect(new Set(statuses)).toEqual(new Set([200, 429, 'no answer']))
  },
  'slow-answers.json': async () => {
    const { client, statuses } = await createClient('slow-answers.json', { maxRetries: 0 })
    await expect(client.chat.completions.create(chat, { timeout: 100 })).rejects.toBeInstanceOf(
      OpenAI.APIConnectionTimeoutError,
    )
    await client.models.list()
    expect(statuses).toEqual(['no answer', 200])
  },
  'slow-stream.json': async () => {
    const moments = await eventTimes('slow-stream.json', 60_000)
    expect(moments[0]).toBeGreaterThan(200)
    // Thirty tokens a second, up to 40 percent faster.
    expect((moments.at(-1) ?? 0) - (moments[0] ?? 0)).toBeGreaterThan(
      ((moments.length - 3) * 1000) / 30 / 1.4,
    )
    expect(moments.length).toBeGreaterThan(5)
  },
  'stream-cut.json': async () => {
    const { client } = await createClient('stream-cut.json')
    let text = ''
    const reading = async (): Promise<void> => {
      for await (const { choices } of await client.chat.completions.create({ ...chat, stream: true })) {
        text += choices[0]?.delta.content ?? ''
      }
    }
    await expect(reading()).rejects.toThrow('terminated')
    expect(text).toMatch(/^The connection/)
    expect(text).not.toMatch(/this\.$/)
    const plain = await client.chat.completions.create(chat)
    expect(plain.choices[0]?.message.content).toMatch(/read all of this\.$/)
  },
  'stream-error.json': async () => {
    const { client } = await createClient('stream-error.json')
    const chatting = client.chat.completions.stream(chat).finalChatCompletion()
    await expect(chatting).rejects.toMatchObject({ code: 'server_error' })
    const responding = client.responses.stream({ model: 'm', input: 'Hello!' }).finalResponse()
    await expect(responding).rejects.toMatchObject({ code: 'server_error' })
  },
  'stream-stall.json': async () => {
    expect(await eventTimes('stream-stall.json', 29_999)).toEqual([0, 0, 0, 0])
    const moments = await eventTimes('stream-stall.json', 30_000)
    expect(moments.slice(0, 5)).toEqual([0, 0, 0, 0, 30_000])
    expect(moments.length).toBeGreaterThan(5)
  },
  'refusal.json': async () => {
    const { client } = await createClient('refusal.json')
    const answer = await client.chat.completions.create(chat)
    expect(answer.choices[0]?.message).toMatchObject({
      content: null,
      refusal: "I'm sorry, but I can't help with that.",
    })
    const response = await client.responses.create({ model: 'm', input: 'Hello!' })
    expect(JSON.stringify(response.output)).toContain('"type":"refusal"')
    expect(response.output_text).toBe('')
  },
  'tool-call.json': async () => {
    const { client } = await createClient('tool-call.json')
    const first = await client.chat.completions.create({ ...chat, tools })
    const [call] = first.choices[0]?.message.tool_calls ?? []
    expect(call).toMatchObject({ function: { name: 'get_weather', arguments: '{"location":"Paris"}' } })
    const second = await client.chat.completions.create({
      ...chat,
      tools,
      messages: [
        ...messages,
        { role: 'assistant', tool_calls: first.choices[0]?.message.tool_calls ?? [] },
        { role: 'tool', tool_call_id: call?.id ?? '', content: '21' },
      ],
    })
    expect(second.choices[0]?.message.content).toBe('It is 21 degrees in Paris.')
    const response = await client.responses.create({
      model: 'm',
      input: 'What is the weather like in Paris?',
      tools: [{ type: 'function', name: 'get_weather', parameters: {}, strict: false }],
    })
    const calls = response.output.flatMap((item) => (item.type === 'function_call' ? [item] : []))
    expect(calls).toMatchObject([{ name: 'get_weather', arguments: '{"location":"Paris"}' }])
    const next = await client.responses.create({
      model: 'm',
      input: [...calls, { type: 'function_call_output', call_id: calls[0]?.call_id ?? '', output: '21' }],
    })
    expect(next.output_text).toBe('It is 21 degrees in Paris.')
  },
  'long-answer.json': async () => {
    const { client } = await createClient('long-answer.json')
    const answer = await client.chat.completions.stream(chat).finalChatCompletion()
    expect(answer.choices[0]?.message.content?.length).toBeGreaterThan(5000)
  },
  'answer-cut-short.json': async () => {
    const { client } = await createClient('answer-cut-short.json')
    const answer = await client.chat.completions.create(chat)
    expect(answer.choices[0]?.finish_reason).toBe('length')
    const response = await client.responses.create({ model: 'm', input: 'Hello!' })
    expect(response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    })
    const parsing = client.chat.completions.parse({ ...chat, response_format: eventFormat })
    await expect(parsing).rejects.toThrow('length limit')
  },
  'invalid-json.json': async () => {
    const { client } = await createClient('invalid-json.json')
    const parsing = client.chat.completions.parse({ ...chat, response_format: eventFormat })
    await expect(parsing).rejects.toBeInstanceOf(SyntaxError)
  },
  'content-filter.json': async () => {
    const { client } = await createClient('content-filter.json')
    const parsing = client.chat.completions.parse({ ...chat, response_format: eventFormat })
    await expect(parsing).rejects.toThrow('content filter')
    const response = await client.responses.create({ model: 'm', input: 'Hello!' })
    expect(response).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'content_filter' } })
  },
  'context-length-exceeded.json': async () => {
    const { client, statuses } = await createClient('context-length-exceeded.json')
    const asking = client.chat.completions.create(chat)
    await expect(asking).rejects.toMatchObject({
      code: 'context_length_exceeded',
      status: 400,
      message: expect.stringContaining('maximum context length'),
    })
    expect(statuses).toEqual([400])
  },
  'insufficient-quota.json': async () => {
    const { client, statuses } = await createClient('insufficient-quota.json', { maxRetries: 0 })
    const asking = client.chat.completions.create(chat)
    await expect(asking).rejects.toMatchObject({ code: 'insufficient_quota', status: 429 })
    await client.models.list()
    expect(statuses).toEqual([429, 200])
  },
}

const eventFormat = zodResponseFormat(
  z.object({ name: z.string(), date: z.string(), participants: z.array(z.string()) }),
  'event',
)

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('ready patches', () => {
  test.each(files)('%s has the documented effect', async (file) => {
    const behavior = BEHAVIORS[file]
    expect(behavior, 'a test exists for this file').toBeDefined()
    skipWaits()
    await behavior?.()
  })

  test.each(files)('%s validates against its $schema and is listed', async (file) => {
    const document: { $schema: string; patches: object[] } = JSON.parse(
      readFileSync(join(folder, file), 'utf8'),
    )
    const address = document.$schema.replace('http://localhost:4010', server.url)
    const schema = (await (await fetch(address)).json()) as object
    const { valid, errors } = new Validator(schema, '7', false).validate(document)
    expect(errors).toEqual([])
    expect(valid).toBe(true)
    expect(readme).toContain(`(${file})`)
  })

  test('the README lists exactly the existing patch files', () => {
    const listed = [...readme.matchAll(/\(([\w-]+\.json)\)/g)].map(([, name = '']) => name)
    expect(listed.toSorted()).toEqual(files.toSorted())
  })
})

describe('rate-limit-then-success.json with clients that do not send a retry count', () => {
  const namespace = 'uncounted'
  const baseURL = () => `${server.url}/@${namespace}/v1`

  /** Imports the `countingFetch` of the README of the ready patches. */
  async function countingFetch(): Promise<typeof fetch> {
    const source = blocksOf('docs/patches/README.md').find(({ language }) => language === 'ts')
    const module = `${stripTypeScriptTypes(source?.text ?? '')}\nexport default countingFetch`
    return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(module)}`)).default
  }

  test('countingFetch ends the rate limit for the AI SDK and LangChain', async () => {
    await copyFile(
      join(folder, 'rate-limit-then-success.json'),
      join(server.patchesFolder, `${namespace}.json`),
    )
    const counted = await countingFetch()
    skipWaits()
    const statuses: number[] = []
    const watched: typeof fetch = async (input, init) => {
      const response = await counted(input, init)
      statuses.push(response.status)
      return response
    }
    const openai = createOpenAI({ apiKey: 'any', baseURL: baseURL(), fetch: watched })
    expect((await generateText({ model: openai('gpt-5.4'), prompt: 'Hello!' })).text).not.toBe('')
    const model = new ChatOpenAI({
      model: 'gpt-5.4',
      apiKey: 'any',
      configuration: { baseURL: baseURL(), fetch: watched },
    })
    expect((await model.invoke('Hello!')).text).not.toBe('')
    expect(statuses).toEqual([429, 200, 429, 200])
  })
})
