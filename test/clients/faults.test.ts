import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../src/faults/types.ts'
import { createMock } from '../../src/index.ts'
import type { PatchDocument } from '../../src/patches/document/types.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { endWait, skipWaits } from '../support/timers.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

const CLIENT_TIMEOUT_MS = 30_000
const settings = { apiKey: 'sk-test', timeout: CLIENT_TIMEOUT_MS, logLevel: 'off' as const }

/** @param onRequest called after each request was passed to `fetch` */
type CreateClient = (patches: PatchDocument['patches'], onRequest?: () => void) => Promise<OpenAI>

/** Wraps `fetch` in one that calls a function after each request. */
function observed(fetchFunction: typeof fetch, onRequest = () => {}): typeof fetch {
  return (input, init) => {
    const response = fetchFunction(input, init)
    onRequest()
    return response
  }
}

/** Factories for clients of a mock with the given patches, by runtime. */
const runtimes: [string, CreateClient][] = [
  [
    'in the same process',
    async (patches, onRequest) => {
      const mock = createMock({ patches: { patches } })
      return new OpenAI({ ...settings, fetch: observed(mock.fetch, onRequest) })
    },
  ],
  [
    'on Node',
    async (patches, onRequest) => {
      await writeFile(join(server.patchesFolder, 'default.json'), JSON.stringify({ patches }))
      return new OpenAI({ ...settings, baseURL: `${server.url}/v1`, fetch: observed(fetch, onRequest) })
    },
  ],
]

const chatRequest = { model: 'm', messages: [{ role: 'user' as const, content: 'Hello!' }] }
const firstAttempt = { "$.headers['x-stainless-retry-count']": '0' }

describe.each(runtimes)('faults with the openai SDK %s', (_, clientOf) => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test.each<Fault>([
    { rateLimit: true },
    { timeout: 5 },
    { timeout: true },
    { connection: 'reset' },
    { connection: 'close' },
  ])('the SDK retries after %j and succeeds', async (fault) => {
    const client = await clientOf([{ name: 'first', when: firstAttempt, fault }])
    // The client gives up after a moment if it gets no response, but not on the retry.
    const timeouts = 'timeout' in fault ? [200] : []
    skipWaits((wait, callback) =>
      wait === CLIENT_TIMEOUT_MS ? (timeouts.pop() ?? wait) : endWait(wait, callback),
    )
    const { data, response } = await client.chat.completions.create(chatRequest).withResponse()
    expect(data.object).toBe('chat.completion')
    expect(response.headers.get('x-mock-patches')).toBeNull()
  })

  test('the SDK waits for the retryAfter of a rate limit', async () => {
    const client = await clientOf([{ when: firstAttempt, fault: { rateLimit: { retryAfter: 0.3 } } }])
    const waits = skipWaits()
    await client.chat.completions.create(chatRequest)
    expect(waits).toContain(300)
  })

  test('connection: reset rejects with APIConnectionError and ECONNRESET', async () => {
    const client = await clientOf([{ fault: { connection: 'reset' } }])
    const asking = client.chat.completions.create(chatRequest, { maxRetries: 0 })
    await expect(asking).rejects.toMatchObject({
      constructor: OpenAI.APIConnectionError,
      cause: { message: 'fetch failed', cause: { code: 'ECONNRESET' } },
    })
  })

  test.each<Fault>([{ truncate: true }, { truncate: 0 }, { stream: { disconnect: { after: 1 } } }])(
    '%j rejects with the network error of fetch while the body is read',
    async (fault) => {
      const client = await clientOf([{ fault }])
      const asking =
        fault.stream === undefined
          ? client.chat.completions.create(chatRequest)
          : client.chat.completions.stream(chatRequest).finalChatCompletion()
      await expect(asking).rejects.toThrow('terminated')
    },
  )

  test('stream.error rejects chat, response and run streams with its code', async () => {
    const client = await clientOf([
      {
        fault: {
          stream: { error: { after: 3, code: 'rate_limit_exceeded', type: 'tokens', message: 'Slow' } },
        },
      },
    ])
    const error = { constructor: OpenAI.APIError, code: 'rate_limit_exceeded' }
    await expect(client.chat.completions.stream(chatRequest).done()).rejects.toMatchObject(error)
    await expect(client.responses.stream({ model: 'm', input: 'Hi' }).done()).rejects.toMatchObject(error)
    const run = client.beta.threads.runs.stream('thread_1', { assistant_id: 'asst_1' })
    await expect(run.done()).rejects.toMatchObject(error)
  })

  test('the SDK reads streams with any line ending, comment or chunking', async () => {
    const reply = 'Größe 日本 🎉, ' + 'wörld '.repeat(3)
    for (const stream of [
      { lineEnding: 'CRLF' },
      { lineEnding: 'CR' },
      { comment: 'keep-alive' },
      { splitCharacters: true },
      { bytesPerWrite: 7 },
    ] satisfies Fault['stream'][]) {
      const client = await clientOf([{ reply, fault: { stream } }])
      const answer = await client.chat.completions.stream(chatRequest).finalChatCompletion()
      expect(answer.choices[0]?.message.content, JSON.stringify(stream)).toBe(reply)
      const response = await client.responses.stream({ model: 'm', input: 'Hi' }).finalResponse()
      expect(response.output_text, JSON.stringify(stream)).toBe(reply)
    }
  })

  test('the SDK times out and aborts during a long delay', async () => {
    const controller = new AbortController()
    const client = await clientOf([{ fault: { delay: 600_000 } }])
    const asking = client.chat.completions.create(chatRequest, { maxRetries: 0, timeout: 50 })
    await expect(asking).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError)
    const aborting = await clientOf([{ fault: { delay: 600_000 } }], () => controller.abort())
    const aborted = aborting.chat.completions.create(chatRequest, { signal: controller.signal })
    await expect(aborted).rejects.toBeInstanceOf(OpenAI.APIUserAbortError)
  })
})
