import OpenAI, { AzureOpenAI } from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMock, type PatchDocument } from '../../src/index.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { skipWaits } from '../support/timers.ts'

let server: RunningServer
const mock = createMock()

beforeAll(async () => {
  server = await startServer({ MOCK_STRICT: 'on' })
})

afterAll(async () => {
  await server.stop()
})

const clients: [string, () => OpenAI][] = [
  ['a fetch in the same process', () => new OpenAI({ apiKey: 'sk-test', fetch: mock.fetch, maxRetries: 0 })],
  ['the server on Node', () => new OpenAI({ apiKey: 'sk-test', baseURL: `${server.url}/v1`, maxRetries: 0 })],
]

describe.each(clients)('the openai SDK with %s', (_, clientOf) => {
  test('chat.completions.create returns a chat completion', async () => {
    const completion = await clientOf().chat.completions.create({
      model: 'gpt-5.4',
      messages: [{ role: 'user', content: 'Hello!' }],
    })
    expect(completion.choices[0]?.message.content).toBe('Hello! How can I assist you today?')
    expect(completion._request_id).toMatch(/^req_/)
  })

  test('responses.create returns a response and its text', async () => {
    const response = await clientOf().responses.create({ model: 'gpt-5.4', input: 'Tell me a story.' })
    expect(response.status).toBe('completed')
    expect(response.output_text).toMatch(/\w+ \w+/)
  })

  test('models.list iterates to the end', async () => {
    const ids: string[] = []
    for await (const model of clientOf().models.list()) {
      ids.push(model.id)
    }
    expect(ids.length).toBeGreaterThan(1)
  })

  test('files.create uploads a file as multipart', async () => {
    const file = await clientOf().files.create({
      file: new File(['{"a":1}\n'], 'data.jsonl'),
      purpose: 'fine-tune',
    })
    expect(file.object).toBe('file')
  })

  test('audio.transcriptions.create sends nested form fields that are accepted', async () => {
    const transcription = await clientOf().audio.transcriptions.create({
      file: new File(['RIFF'], 'speech.wav'),
      model: 'gpt-4o-transcribe',
      chunking_strategy: { type: 'server_vad', threshold: 0.5 },
      include: ['logprobs'],
    })
    expect(transcription.text).toMatch(/\w/)
  })

  test('audio.speech.create returns binary audio', async () => {
    const speech = await clientOf().audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'Hi' })
    expect((await speech.arrayBuffer()).byteLength).toBeGreaterThan(100)
  })

  test('conversations.items.list sends query arrays that are accepted', async () => {
    const page = await clientOf().conversations.items.list('conv_1', {
      include: ['message.output_text.logprobs'],
    })
    expect(page.data.length).toBeGreaterThan(0)
  })

  test('an invalid request throws BadRequestError with param and code', async () => {
    const attempt = clientOf().chat.completions.create({
      model: 'gpt-5.4',
      messages: [{ role: 'wizard' as 'user', content: 'x' }],
    })
    await expect(attempt).rejects.toMatchObject({
      name: 'Error',
      status: 400,
      param: 'messages[0].role',
      code: 'invalid_value',
      type: 'invalid_request_error',
    })
    await expect(attempt).rejects.toBeInstanceOf(OpenAI.BadRequestError)
  })

  test.each([
    [401, OpenAI.AuthenticationError],
    [403, OpenAI.PermissionDeniedError],
    [404, OpenAI.NotFoundError],
    [405, OpenAI.APIError],
    [409, OpenAI.ConflictError],
    [413, OpenAI.APIError],
    [415, OpenAI.APIError],
    [422, OpenAI.UnprocessableEntityError],
    [429, OpenAI.RateLimitError],
    [500, OpenAI.InternalServerError],
    [503, OpenAI.InternalServerError],
  ])('status %i throws the matching error class', async (code, errorClass) => {
    const attempt = clientOf().models.list({ headers: { prefer: `code=${code}` } })
    await expect(attempt).rejects.toBeInstanceOf(errorClass)
  })
})

describe('retries of the openai SDK', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  /** Sends a request until the client stops retrying. */
  async function giveUp(prefer: string, maxRetries: number, patches?: PatchDocument) {
    const patched = createMock({ ...(patches && { patches }) })
    const sent = vi.fn<typeof patched.fetch>(async (input, init) => patched.fetch(input, init))
    const client = new OpenAI({ apiKey: 'sk-test', maxRetries, fetch: sent })
    const waits = skipWaits()
    const error: unknown = await client.models.list({ headers: { prefer } }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    return { error, requests: sent.mock.calls.length, waits }
  }

  test.each([429, 500, 503, 409])('the SDK retries after %i', async (code) => {
    const { requests, error } = await giveUp(`code=${code}`, 1)
    expect(requests).toBe(2)
    expect(error).toMatchObject({ status: code })
  })

  test.each([400, 401, 403, 404, 413, 415, 422])('the SDK does not retry after %i', async (code) => {
    expect((await giveUp(`code=${code}`, 2)).requests).toBe(1)
  })

  test('the SDK waits for the retry-after-ms of a 429', async () => {
    const { waits, error } = await giveUp('code=429', 1)
    expect(waits).toContain(20)
    expect(error).toMatchObject({ code: 'rate_limit_exceeded', type: 'requests' })
  })

  test('the SDK waits for the retry-after of a patch', async () => {
    const headers = { 'retry-after': '1', 'retry-after-ms': null }
    const { waits } = await giveUp('', 1, { patches: [{ status: 429, headers }] })
    expect(waits).toContain(1000)
  })

  test('a wrong key throws AuthenticationError', async () => {
    const restricted = createMock({ settings: { apiKeys: ['sk-right'] } })
    const client = new OpenAI({ apiKey: 'sk-wrong-0123456789', fetch: restricted.fetch })
    await expect(client.models.list()).rejects.toMatchObject({
      constructor: OpenAI.AuthenticationError,
      code: 'invalid_api_key',
      message: expect.stringMatching(/sk-wrong\*+6789/),
    })
  })

  test('AzureOpenAI authenticates with its api-key header', async () => {
    const restricted = createMock({ settings: { apiKeys: ['azure-key-0123456789'] } })
    const client = new AzureOpenAI({
      apiKey: 'azure-key-0123456789',
      apiVersion: 'preview',
      baseURL: 'http://mock.test/v1',
      fetch: restricted.fetch,
    })
    expect((await client.models.list()).data.length).toBeGreaterThan(0)
  })
})

describe('an in-process mock', () => {
  test('setPatches replaces the patches of createMock', async () => {
    const patched = createMock({
      patches: { patches: [{ operation: 'listModels', merge: { object: 'one' } }] },
    })
    const client = new OpenAI({ apiKey: 'sk-test', fetch: patched.fetch })
    expect(await client.models.list()).toMatchObject({ object: 'one' })
    patched.setPatches({ patches: [{ operation: 'listModels', merge: { object: 'two' } }] })
    expect(await client.models.list()).toMatchObject({ object: 'two' })
  })
})
