import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { Fault } from '../src/faults/types.ts'
import { catalogue } from '../src/generated/catalogue.js'
import { type HostileRequest, hostileRequests } from '../test/support/hostile-requests.ts'

/**
 * Loads the built server with ordinary, streamed, faulty, disconnected, invalid and hostile requests and samples its
 * memory. Usage: `npm run soak` or `SOAK_SECONDS=600 npm run soak`. Fails if memory grows from the third quarter to the
 * last, or if a response has an unexpected status.
 */
const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 60)
const CONNECTIONS = 16

/** Memory varies with garbage collection; growth beyond this factor is a leak. */
const MAX_GROWTH = 1.15

const chat = { model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }
const json = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
const bomb = gzipSync(Buffer.alloc(50_000_000))
const hostile = fc.sample(hostileRequests(catalogue.routes), 2000)

type TestRequest = { path: string; init: RequestInit; status?: number; expectsDisconnect?: boolean }

/** Faults of streamed responses. Each is the only patch of the namespace with its name. */
const FAULTS: Record<string, Fault> = {
  delayed: { delay: { min: 1, max: 20 } },
  limited: { rateLimit: true },
  unanswered: { timeout: 50 },
  reset: { connection: 'reset' },
  truncated: { truncate: 300 },
  empty: { empty: true },
  cut: { stream: { disconnect: { after: 3 } } },
  failing: { stream: { error: { after: 3 }, stall: { after: 1, milliseconds: 5 }, lineEnding: 'CRLF' } },
}

/** Kinds of requests, sent in turn, with their expected status. */
const KINDS: ((round: number) => TestRequest)[] = [
  () => ({ path: '/v1/chat/completions', init: post(JSON.stringify(chat)), status: 200 }),
  () => ({
    path: '/v1/chat/completions',
    init: post(JSON.stringify({ ...chat, stream: true })),
    status: 200,
  }),
  () => ({ path: '/v1/models', init: { headers: json }, status: 200 }),
  () => ({ path: '/@faulty/v1/models', init: { headers: json }, status: 503 }),
  (round) => ({ path: `/@team-${round}/v1/models`, init: { headers: json }, status: 200 }),
  () => ({ path: '/v1/models', init: { headers: { ...json, prefer: 'code=500' } }, status: 500 }),
  () => ({ path: '/v1/embeddings', init: post('{"a":1}', { prefer: 'errors=all' }), status: 400 }),
  ...Object.keys(FAULTS).map((name) => () => faultyRequest(name)),
  (round) => fromHostile(hostile[round % hostile.length]),
  (round) => fromHostile(hostile[(round * 7) % hostile.length]),
]

/** Rarely sent requests that take the most memory. */
const RARE: (() => TestRequest)[] = [
  () => ({ path: '/v1/embeddings', init: post(bomb, { 'content-encoding': 'gzip' }), status: 413 }),
  () => ({ path: '/v1/embeddings', init: post(`[${'1,'.repeat(400_000)}1]`), status: 400 }),
]

function post(body: string | Uint8Array<ArrayBuffer> | Buffer<ArrayBuffer>, headers = {}): RequestInit {
  return { method: 'POST', headers: { ...json, ...headers }, body }
}

function faultyRequest(name: string): TestRequest {
  const request = {
    path: `/@${name}/v1/chat/completions`,
    init: post(JSON.stringify({ ...chat, stream: true })),
  }
  const status = name === 'limited' ? 429 : name === 'unanswered' ? 504 : 200
  return ['reset', 'truncated', 'cut'].includes(name)
    ? { ...request, status, expectsDisconnect: true }
    : { ...request, status }
}

function fromHostile(request: HostileRequest | undefined): TestRequest {
  const { method, path, headers, body } = request ?? { method: 'GET', path: '/', headers: [], body: null }
  return { path, init: { method, headers, body, redirect: 'manual' } }
}

const folder = mkdtempSync(join(tmpdir(), 'soak-'))
writeFileSync(join(folder, 'faulty.json'), JSON.stringify({ patches: [{ status: 503 }] }))
for (const [name, fault] of Object.entries(FAULTS)) {
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ patches: [{ fault }] }))
}
const server = spawn(process.execPath, [resolve(import.meta.dirname, '../dist/node.js')], {
  env: { ...process.env, PORT: '0', LOG: 'off', PATCHES_DIR: folder },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [line]: Buffer[] = await once(server.stdout, 'data')
const url = /http:\/\/[\d.]+:\d+/.exec(String(line))?.[0] ?? ''

const samples: number[] = []
const problems: string[] = []
let responses = 0
const end = performance.now() + SECONDS * 1000

async function client(first: number): Promise<void> {
  for (let round = first; performance.now() < end; round += CONNECTIONS) {
    const kinds = round % 401 === 0 ? RARE : KINDS
    const request: TestRequest = kinds[round % kinds.length]?.(round) ?? { path: '/', init: {} }
    const problem = await findProblem(request)
    responses += 1
    if (problem !== undefined) {
      problems.push(`${request.init.method ?? 'GET'} ${request.path.slice(0, 100)}: ${problem}`)
    }
  }
}

/** @returns the problem with the response, if any */
async function findProblem({
  path,
  init,
  status,
  expectsDisconnect = false,
}: TestRequest): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}${path}`, init)
    if (status === undefined ? response.status >= 500 : response.status !== status) {
      await response.body?.cancel()
      return String(response.status)
    }
    await response.arrayBuffer()
    return expectsDisconnect ? 'complete response, expected a disconnect' : undefined
  } catch (error) {
    return expectsDisconnect ? undefined : String(error)
  }
}

function memory(): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' })) / 1024
}

const sampling = setInterval(() => samples.push(memory()), 1000)
await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => client(index)))
clearInterval(sampling)
server.kill('SIGTERM')
rmSync(folder, { recursive: true })

// Ignore the first half, which fills the caches and the heap.
const settled = samples.slice(Math.floor(samples.length / 2))
const half = Math.floor(settled.length / 2)
const before = mean(settled.slice(0, half))
const after = mean(settled.slice(half))
console.log(`${responses} responses in ${SECONDS} s, ${problems.length} unexpected`)
console.log(`memory in MB, per second: ${samples.map(Math.round).join(' ')}`)
console.log(`mean of the third quarter: ${before.toFixed(0)} MB, of the last quarter: ${after.toFixed(0)} MB`)
if (problems.length > 0) {
  console.error(problems.slice(0, 10).join('\n'))
}
process.exitCode = problems.length > 0 || after > before * MAX_GROWTH ? 1 : 0

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
