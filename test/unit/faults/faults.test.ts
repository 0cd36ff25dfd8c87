import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkFault } from '../../../src/faults/check.ts'
import { sampleDelay } from '../../../src/faults/delay.ts'
import type { Fault } from '../../../src/faults/types.ts'
import { createMock } from '../../../src/index.ts'
import { seededRandom } from '../../../src/web/random/seeded-random.ts'
import { streamEvents } from '../../../src/answer/event-stream.ts'
import { envelopeEvent } from '../../../src/operations/streaming/error-event.ts'
import { type RunningServer, sendPending, startServer } from '../../support/server.ts'

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

  test('a cancelled stream ends its stall', async () => {
    let isEnded = false
    function* events(): Iterable<{ data: string; wait?: number }> {
      try {
        yield { data: 'one' }
        yield { data: 'two', wait: 600_000 }
      } finally {
        isEnded = true
      }
    }
    const errorEvent = envelopeEvent
    const reader = streamEvents({ events: events(), waits: undefined, errorEvent }).getReader()
    await reader.read()
    const second = reader.read()
    await reader.cancel()
    expect(await second).toMatchObject({ done: true })
    expect(isEnded).toBe(true)
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

/** The chunks in which a stream arrives. The clock is stopped so that two streams are identical. */
async function readChunks(fault: Fault): Promise<Uint8Array[]> {
  const mock = createMock({ patches: { patches: [{ reply: 'Größe 日本 🎉', fault }] } })
  const { body } = await mock.fetch('http://mock.test/v1/chat/completions', {
    method: 'POST',
    headers: {
      authorization: 'Bearer sk-test',
      'content-type': 'application/json',
      'x-mock-clock': '1741569952',
    },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true }),
  })
  const pieces: Uint8Array[] = []
  for await (const piece of body ?? []) {
    pieces.push(piece)
  }
  return pieces
}

describe('stream chunks', () => {
  const isText = (bytes: Uint8Array): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes)
      return true
    } catch {
      return false
    }
  }

  test('stream chunks are valid UTF-8 by default', async () => {
    const pieces = await readChunks({ delay: 0 })
    expect(pieces.every((piece) => isText(piece))).toBe(true)
  })

  test('stream.splitCharacters splits events inside multi-byte characters', async () => {
    const whole = await readChunks({ delay: 0 })
    const pieces = await readChunks({ stream: { splitCharacters: true } })
    expect(pieces.filter((piece) => !isText(piece))).toHaveLength(2 * 3)
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat(whole))
  })

  test('stream.bytesPerWrite limits the length of every chunk', async () => {
    const pieces = await readChunks({ stream: { bytesPerWrite: 64 } })
    expect(Math.max(...pieces.map(({ length }) => length))).toBe(64)
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat(await readChunks({ delay: 0 })))
  })
})

describe('stream.stall', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('a stall lasts its full time even after a slow read', async () => {
    let now = 0
    const slept: number[] = []
    vi.stubGlobal('performance', { now: () => now })
    vi.stubGlobal('setTimeout', (end: () => void, milliseconds: number) => {
      slept.push(milliseconds)
      queueMicrotask(end)
    })
    const events = [{ data: 'one' }, { data: 'two', wait: 1000 }, { data: 'three' }]
    const waits = [10, 10, 10].values()
    const errorEvent = envelopeEvent
    const reader = streamEvents({ events, waits, errorEvent }).getReader()
    await reader.read()
    now = 5000
    let arrived = ''
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      arrived += new TextDecoder().decode(read.value)
    }
    expect(arrived.match(/(?<=data: )\w+/g)).toEqual(['two', 'three'])
    expect(slept).toEqual([10, 1000])
  })
})

/** The faults injected into requests with these texts. */
async function injectedFaults(
  fault: Fault,
  texts: string[],
  headers: Record<string, string> = {},
): Promise<string[]> {
  const mock = createMock({ patches: { patches: [{ fault }] } })
  const answers = texts.map(async (input) => {
    const response = await mock.fetch('http://mock.test/v1/embeddings', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model: 'm', input }),
    })
    await response.text()
    return response.headers.get('x-mock-faults') ?? 'none'
  })
  return Promise.all(answers)
}

describe('fault probability', () => {
  const texts = Array.from({ length: 500 }, (_, index) => `text ${index}`)
  const fault: Fault = { probability: 0.3, empty: true }

  test('probability is the share of requests that receive the fault', async () => {
    const met = (await injectedFaults(fault, texts)).filter((name) => name === 'empty').length
    expect(met / texts.length).toBeGreaterThan(0.24)
    expect(met / texts.length).toBeLessThan(0.36)
  })

  test('the same requests receive the fault every time unless the seed or the retry count changes', async () => {
    const first = await injectedFaults(fault, texts)
    expect(await injectedFaults(fault, texts)).toEqual(first)
    expect(await injectedFaults({ ...fault, seed: 'other' }, texts)).not.toEqual(first)
    expect(await injectedFaults({ ...fault, seed: 2 }, texts)).not.toEqual(first)
    expect(await injectedFaults(fault, texts, { 'x-stainless-retry-count': '1' })).not.toEqual(first)
  })
})

describe('fault delays', () => {
  const random = seededRandom('delays')
  const sorted = (setting: NonNullable<Fault['delay']>): number[] =>
    Array.from({ length: 2000 }, () => sampleDelay(setting, random)).toSorted((one, other) => one - other)

  test('delay: { min, max } draws within the range', () => {
    const delays = sorted({ min: 100, max: 300 })
    expect(delays[0]).toBeGreaterThanOrEqual(100)
    expect(delays.at(-1)).toBeLessThanOrEqual(300)
    expect(delays[1000]).toBeCloseTo(200, -1.5)
  })

  test('a lognormal delay has the configured median, tail and maximum', () => {
    const delays = sorted({ distribution: 'lognormal', median: 100, sigma: 0.5, max: 300 })
    expect(Math.abs((delays[1000] ?? 0) - 100)).toBeLessThan(6)
    const share = delays.filter((delay) => delay > 200).length / delays.length
    expect(share).toBeGreaterThan(1 / 16)
    expect(share).toBeLessThan(1 / 10)
    expect(delays.at(-1)).toBe(300)
  })
})

describe('fault checks', () => {
  const worker = { disconnectModes: [] }

  test('a fault that the runtime cannot inject is rejected with the closest alternative', () => {
    expect(checkFault({ connection: 'reset' }, worker)).toEqual([
      {
        pointer: '/connection',
        message: '"reset" is not supported on this runtime, which cannot access the socket',
        suggestion:
          'use "truncate": 0 to close the connection after the headers, or "empty": true, or run the mock on Node',
      },
    ])
    expect(checkFault([{}, { stream: { disconnect: { after: 1, by: 'reset' } } }], worker)).toMatchObject([
      { pointer: '/1/stream/disconnect/by', suggestion: expect.stringContaining('"by": "close"') },
    ])
  })

  test('a fault that the runtime can inject has no issues', () => {
    expect(checkFault({ connection: 'close' }, { disconnectModes: ['close', 'reset'] })).toEqual([])
    expect(checkFault({ stream: { disconnect: { after: 1 } } }, worker)).toEqual([])
  })

  test('the issue of a stream fault points to its old name if the document uses it', () => {
    expect(checkFault({ stream: { cut: { after: 1, by: 'reset' } } }, worker)).toMatchObject([
      { pointer: '/stream/cut/by' },
    ])
  })

  test('a stream fault with both its old and its standard name is rejected', () => {
    expect(checkFault({ stream: { gap: { after: 1 }, drop: { after: 2 } } }, worker)).toEqual([
      {
        pointer: '/stream/gap',
        message: 'is the old name of "drop", which is also set',
        suggestion: 'remove it',
      },
    ])
  })
})
