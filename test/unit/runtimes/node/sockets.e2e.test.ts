import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Fault } from '../../../../src/faults/types.ts'
import { type RunningServer, sendPending, startServer } from '../../../support/server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

/** The data received on a socket, and how the connection ended. */
interface Received {
  head: string
  body: string
  bytes: number
  /** `end` if the server closed the connection, otherwise an error code. */
  ending: string
}

/** Sends a request on a new socket with the fault as the only patch, and reads until the socket closes. */
async function receive(fault: Fault, { stream = false, port = portOf(server) } = {}): Promise<Received> {
  await writeFile(join(server.patchesFolder, 'raw.json'), JSON.stringify({ patches: [{ fault }] }))
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream })
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  let ending = ''
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  socket.on('end', () => (ending = 'end'))
  socket.on('error', (error: NodeJS.ErrnoException) => (ending = error.code ?? error.message))
  socket.write(
    `POST /@raw/v1/chat/completions HTTP/1.1\r\nhost: mock.test\r\nauthorization: Bearer sk-test\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
  await new Promise((closed) => socket.once('close', closed))
  const text = Buffer.concat(chunks).toString()
  const [head = '', ...rest] = text.split('\r\n\r\n')
  return { head, body: rest.join('\r\n\r\n'), bytes: text.length, ending }
}

function portOf({ url }: RunningServer): number {
  return Number(new URL(url).port)
}

describe('faults on a Node socket', () => {
  test('connection: "reset" sends a TCP reset and no data', async () => {
    expect(await receive({ connection: 'reset' })).toMatchObject({ bytes: 0, ending: 'ECONNRESET' })
  })

  test('connection: "close" closes the socket without sending data', async () => {
    expect(await receive({ connection: 'close' })).toMatchObject({ bytes: 0, ending: 'end' })
  })

  test('truncate keeps the full content-length and sends only the first bytes', async () => {
    const { head, body, ending } = await receive({ truncate: 20 })
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(100)
    expect(body).toMatch(/^\{"id":"chatcmpl-\w{4}$/)
    expect(ending).toBe('end')
  })

  test('truncate cuts a 3 MB body after exactly 2 MB', async () => {
    await writeFile(
      join(server.patchesFolder, 'long.json'),
      JSON.stringify({ patches: [{ body: 'x'.repeat(3_000_000), fault: { truncate: 2_000_000 } }] }),
    )
    const response = await fetch(`${server.url}/@long/v1/models`, {
      headers: { authorization: 'Bearer sk-test' },
    })
    let length = 0
    await expect(async () => {
      for await (const piece of response.body ?? []) {
        length += piece.length
      }
    }).rejects.toThrow('terminated')
    expect(length).toBe(2_000_000)
  })

  test('stream.disconnect closes the socket after delivering the preceding events', async () => {
    const { body, ending } = await receive({ stream: { disconnect: { after: 3 } } }, { stream: true })
    expect(body.match(/data: /g)).toHaveLength(3)
    expect(body).not.toMatch(/\r\n0\r\n\r\n$/)
    expect(ending).toBe('end')
  })

  test('stream.disconnect by "reset" resets the socket after delivering the preceding events', async () => {
    const { body, ending } = await receive(
      { stream: { disconnect: { after: 3, by: 'reset' } } },
      { stream: true },
    )
    expect(body.match(/data: /g)).toHaveLength(3)
    expect(ending).toBe('ECONNRESET')
  })

  test('the server answers other requests while it resets a connection', async () => {
    const answers = await Promise.all([
      receive({ connection: 'reset' }),
      fetch(`${server.url}/v1/models`, { headers: { authorization: 'Bearer sk-test' } }),
    ])
    expect(answers[1].status).toBe(200)
  })
})

describe('client disconnects', () => {
  test.each<[string, Fault]>([
    ['a delay', { delay: 600_000 }],
    ['a timeout', { timeout: true }],
  ])('a client disconnect ends %s and the request is logged', async (_, fault) => {
    await writeFile(join(server.patchesFolder, 'slow.json'), JSON.stringify({ patches: [{ fault }] }))
    const before = server.output().length
    const request = await sendPending(server, { path: '/@slow/v1/chat/completions' })
    request.disconnect()
    const line = await vi.waitUntil(() => /\{.*@slow.*\}/.exec(server.output().slice(before))?.[0])
    expect(JSON.parse(line)).toMatchObject({ faults: Object.keys(fault)[0] })
  })
})

test.each<Fault>([
  { delay: 600_000 },
  { timeout: true },
  { stream: { stall: { after: 1, milliseconds: 600_000 } } },
])('SIGTERM stops the server despite the fault %j', async (fault) => {
  const other = await startServer({ LOG: 'off' })
  try {
    await writeFile(join(other.patchesFolder, 'default.json'), JSON.stringify({ patches: [{ fault }] }))
    const request = await sendPending(other, { stream: 'stream' in fault })
    other.process.kill('SIGTERM')
    expect(await once(other.process, 'exit')).toEqual([0, null])
    await request.closed
  } finally {
    await other.stop()
  }
})
