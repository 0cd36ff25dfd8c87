import OpenAI from 'openai'
import { afterAll, beforeAll } from 'vitest'
import { createMock } from '../../src/index.ts'
import { servedDocument } from './document.ts'
import { independentValidator } from './independent-validator.ts'
import { type RunningServer, startServer } from './server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ MOCK_STRICT: 'on' })
})

afterAll(async () => {
  await server.stop()
})

/** Validates events against the served document. */
export const schemaCheck = independentValidator(servedDocument())

/** Returns a client of the Node server, which runs for the tests of one file. */
export const nodeClient = (): OpenAI => new OpenAI({ apiKey: 'sk-test', baseURL: `${server.url}/v1` })

/** Clients of an in-process mock and of a Node server. */
export const clients: [string, () => OpenAI][] = [
  ['in the same process', () => new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })],
  ['on Node', nodeClient],
]

/** JSON replacer that drops the parsed values which SDK helpers add. */
export function withoutParsed(key: string, value: unknown): unknown {
  return key === 'parsed' || key === 'parsed_arguments' ? undefined : value
}
