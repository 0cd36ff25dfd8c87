import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { clientMethods, validCalls } from '../support/sdk-calls.ts'

/** Methods without a request of their own, by reason. */
const METHODS_WITHOUT_REQUEST: Record<string, string[]> = {
  'polls another method that is called here': [
    'files.waitForProcessing',
    'beta.threads.createAndRunPoll',
    'beta.threads.runs.createAndPoll',
    'beta.threads.runs.poll',
    'beta.threads.runs.submitToolOutputsAndPoll',
    'vectorStores.fileBatches.createAndPoll',
    'vectorStores.fileBatches.poll',
    'vectorStores.fileBatches.uploadAndPoll',
    'vectorStores.files.createAndPoll',
    'vectorStores.files.poll',
    'vectorStores.files.uploadAndPoll',
  ],
  'collects the stream of another method that is called here': [
    'chat.completions.stream',
    'responses.stream',
    'beta.threads.createAndRunStream',
    'beta.threads.runs.createAndStream',
    'beta.threads.runs.stream',
    'beta.threads.runs.submitToolOutputsStream',
    'beta.agents.sessions.stream',
  ],
  'calls another method and parses or runs its result; test/clients/text.test.ts covers structured outputs': [
    'chat.completions.parse',
    'chat.completions.runTools',
    'responses.parse',
    'beta.agents.sessions.artifacts.forResult',
  ],
  'uploads files with a method that is called here and passes their ids to another': [
    'beta.agents.environments.files.prepare',
    'beta.agents.environments.files.upload',
    'vectorStores.files.upload',
  ],
  'verifies a signature without a request': ['webhooks.unwrap', 'webhooks.verifySignature'],
}

const mock = createMock()
const statuses: number[] = []
const client = new OpenAI({
  apiKey: 'sk-test',
  adminAPIKey: 'sk-admin-test',
  maxRetries: 0,
  fetch: async (...request: Parameters<typeof fetch>) => {
    const [url] = request
    if (typeof url === 'string' && url.startsWith('data:')) {
      // The SDK checks support for form data with a data: URL.
      return fetch(...request)
    }
    const response = await mock.fetch(...request)
    statuses.push(response.status)
    return response
  },
})
const methods = clientMethods(client)
const calls = validCalls()

describe('every method of the openai package', () => {
  test('every method makes a request or is listed as a helper', () => {
    const names = methods.map(({ name }) => name)
    expect(names.filter((name) => !calls.has(name)).toSorted()).toEqual(
      Object.values(METHODS_WITHOUT_REQUEST).flat().toSorted(),
    )
    expect([...calls.keys()].filter((name) => !names.includes(name))).toEqual([])
  })

  test.each(methods.filter(({ name }) => calls.has(name)).map((method) => [method.name, method] as const))(
    '%s parses its response, plain and streamed',
    async (name, { call }) => {
      const { args = [], streamArgs, http } = calls.get(name) ?? {}
      statuses.length = 0
      if (!http?.canStream || http.body !== undefined) {
        await readToEnd(await call(...args))
      }
      if (streamArgs !== undefined) {
        expect(await readToEnd(await call(...streamArgs)), 'events').toBeGreaterThan(0)
      }
      expect(statuses.length).toBeGreaterThan(0)
      expect(statuses.filter((status) => status >= 300)).toEqual([])
    },
  )
})

/**
 * Reads a response to its end: the pages of a list, the events of a stream, the bytes of a file.
 *
 * @returns the number of items or events
 */
async function readToEnd(answer: unknown): Promise<number> {
  let count = 0
  if (answer instanceof Response) {
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0)
  } else if (isIterable(answer)) {
    for await (const item of answer) {
      expect(item).toBeDefined()
      count++
      expect(count).toBeLessThan(1000)
    }
  }
  return count
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
