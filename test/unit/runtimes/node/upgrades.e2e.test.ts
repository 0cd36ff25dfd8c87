import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startServer } from '../../../support/server.ts'

const HEADERS = { authorization: 'Bearer sk-test' }

/** @returns the status and the body of a response */
async function read(url: string, headers: Record<string, string>) {
  const request = get(url, { headers: { ...HEADERS, ...headers } })
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
  })
  const chunks: Buffer[] = []
  for await (const chunk of response) {
    chunks.push(chunk)
  }
  return { status: response.statusCode, json: JSON.parse(Buffer.concat(chunks).toString()) }
}

test('SIGTERM closes open WebSockets with 1001, and the server exits', async () => {
  const server = await startServer()
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/v1/realtime?model=gpt-realtime`, {
    headers: HEADERS,
  })
  await once(socket, 'open')
  const closed = once(socket, 'close')
  const exited = once(server.process, 'exit')
  server.process.kill('SIGTERM')
  expect((await closed)[0]).toBe(1001)
  expect(await exited).toEqual([0, null])
  await server.stop()
})

test('a request that offers h2c is answered as plain HTTP, and /realtime without a handshake with 426', async () => {
  const server = await startServer()
  try {
    const offer = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' }
    expect(await read(`${server.url}/v1/models`, offer)).toMatchObject({
      status: 200,
      json: { object: 'list' },
    })
    expect(await read(`${server.url}/v1/realtime?model=gpt-realtime`, {})).toMatchObject({
      status: 426,
      json: { error: { type: 'invalid_request_error', code: 'websocket_required' } },
    })
  } finally {
    await server.stop()
  }
})
