import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { afterAll, beforeAll } from 'vitest'
import { createMock } from '../../../src/index.ts'
import { type EventUnion, eventValidator } from '../../support/event-schemas.ts'
import { FrameQueue } from '../../support/frame-queue.ts'
import { isSdkOnly } from '../../support/sdk-only.ts'
import { type RunningServer, startServer } from '../../support/server.ts'
import { allSocketScenarios } from './all.ts'
import { type Connected, describeSocketScenarios, type SocketScenario } from './socket-scenario.ts'

let server: RunningServer

/** The document's events by the path of their session. The beta version has others, and GPT-Live has none. */
const UNIONS: [RegExp, EventUnion][] = [
  [/^\/v1\/realtime\/translations\b/, 'RealtimeTranslationServerEvent'],
  [/^\/v1\/realtime\b/, 'RealtimeServerEvent'],
  [/^\/v1\/responses\b/, 'ResponsesServerEvent'],
]

const violations = isSdkOnly ? () => [] : eventValidator()

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

describeSocketScenarios(allSocketScenarios, () => ({
  connect: (scenario, headers) =>
    scenario.settings === undefined
      ? connectToServer(scenario, headers)
      : connectInProcess(scenario, headers),
  storePatches: async (namespace, text) => {
    const file = join(server.patchesFolder, `${namespace}.json`)
    await (text === null ? rm(file, { force: true }) : writeFile(file, text))
  },
  check: ({ path, headers }, event) => {
    const [, union] = UNIONS.find(([pattern]) => pattern.test(path)) ?? []
    return union === undefined || headers?.['openai-beta'] !== undefined ? [] : violations(union, event)
  },
}))

function connectToServer({ path, protocols = [] }: SocketScenario, headers: Headers): Promise<Connected> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, protocols, {
      headers: Object.fromEntries(headers),
    })
    const queue = new FrameQueue()
    socket.on('message', (data, isBinary) =>
      queue.add({ text: Buffer.isBuffer(data) ? data.toString() : '', isBinary }),
    )
    socket.on('close', (code, reason) => queue.add({ code, reason: String(reason) }))
    socket.on('error', reject)
    socket.on('open', () =>
      resolve({
        protocol: socket.protocol,
        send: (text) => socket.send(text),
        next: () => queue.next(),
        close: () => socket.close(),
      }),
    )
    socket.on('unexpected-response', (_, response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const answer = { status: response.statusCode ?? 0, headers: headersOf(response.headers) }
        resolve({ refused: new Response(Buffer.concat(chunks), answer) })
      })
    })
  })
}

function headersOf(headers: NodeJS.Dict<string | string[]>): Headers {
  return new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]))
}

async function connectInProcess(
  { path, protocols = [], settings = {} }: SocketScenario,
  headers: Headers,
): Promise<Connected> {
  const mock = createMock({ settings })
  const socket = new mock.WebSocket(`wss://mock.test${path}`, protocols, {
    headers: Object.fromEntries(headers),
  })
  const queue = new FrameQueue()
  socket.on('message', (data) => queue.add({ text: String(data) }))
  socket.on('close', (code, reason) => queue.add({ code: Number(code), reason: String(reason) }))
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.on('error', () => resolve(false))
    socket.on('open', () => resolve(true))
  })
  if (!isOpen) {
    headers.set('upgrade', 'websocket')
    return { refused: await mock.fetch(`http://mock.test${path}`, { headers }) }
  }
  return {
    protocol: socket.protocol,
    send: (text) => socket.send(text),
    next: () => queue.next(),
    close: () => socket.close(),
  }
}
