import OpenAI from 'openai'
import { afterAll, beforeAll } from 'vitest'
import { createMock } from '../../src/index.ts'
import { servedDocument } from '../support/document.ts'
import { independentCheck } from '../support/schema-check.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ MOCK_STRICT: 'on' })
})

afterAll(async () => {
  await server.stop()
})

/** Holds events against OpenAI's document. */
export const check = independentCheck(servedDocument())

/** A client of the server on Node, which runs while the tests of a file do. */
export const nodeClient = (): OpenAI => new OpenAI({ apiKey: 'sk-test', baseURL: `${server.url}/v1` })

/** Clients of the two ways to be in Node. */
export const clients: [string, () => OpenAI][] = [
  ['in the same process', () => new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })],
  ['on Node', nodeClient],
]

/** Helpers of the SDK add what they parsed; with this replacer, JSON has what was sent. */
export function withoutParsed(key: string, value: unknown): unknown {
  return key === 'parsed' || key === 'parsed_arguments' ? undefined : value
}
