import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { freePort } from '../test/support/free-port.ts'
import type { Contender } from './contenders.ts'
import { CHAT_LOAD, HEADERS, type Load } from './loads.ts'
import { usageOf } from './process-usage.ts'
import { quantile } from './table.ts'

/** A running server process. */
export interface MeasuredServer {
  contender: Contender
  /** URL with the base path. */
  url: string
  /** Milliseconds from process start to the first response. */
  firstResponseMs: number
  /** CPU time until the first response, in milliseconds. */
  firstResponseCpuMs: number
  process: ChildProcess
}

/** The results of a load. */
export interface Measured {
  requestsPerSecond: number
  /** Median and 99th percentile of the time from request to end of response, in milliseconds. */
  latencyMs: number
  p99LatencyMs: number
  /** CPU time of the server per request, in microseconds. */
  cpuMicroseconds: number
}

/** Number of connections and duration of a load. */
export interface LoadOptions {
  connections: number
  seconds: number
}

const MAX_START_MS = 120_000
const POLL_MS = 2

/**
 * Starts a contender on a free port and waits for its first response.
 *
 * @throws {Error} with the server's output if it does not start
 */
export async function startServer(contender: Contender): Promise<MeasuredServer> {
  const port = await freePort()
  const { command, args, env } = await contender.prepare(port)
  const url = `http://127.0.0.1:${port}${contender.basePath}`
  const began = performance.now()
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Read the output, as a log collector would.
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-2000)
    })
  }
  while (!(await hasResponded(url))) {
    if (child.exitCode !== null || performance.now() - began > MAX_START_MS) {
      child.kill('SIGKILL')
      throw new Error(`${contender.name} did not start:\n${output}`)
    }
    await new Promise((again) => setTimeout(again, POLL_MS))
  }
  const firstResponseMs = performance.now() - began
  return {
    contender,
    url,
    firstResponseMs,
    firstResponseCpuMs: usageOf(child.pid ?? 0).cpuMs,
    process: child,
  }
}

async function hasResponded(url: string): Promise<boolean> {
  try {
    const response = await send(url, CHAT_LOAD)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

function send(url: string, { path, method, body }: Load): Promise<Response> {
  return fetch(`${url}${path}`, { method, headers: HEADERS, ...(body !== undefined && { body }) })
}

/** Stops a server and waits for its exit. */
export async function stopServer({ process: child }: MeasuredServer): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
}

/** @returns false if the server returns an error or an unexpected content type */
export async function supportsLoad({ contender, url }: MeasuredServer, load: Load): Promise<boolean> {
  const response = await send(url, load)
  await response.arrayBuffer()
  const contentType = response.headers.get('content-type') ?? ''
  return response.ok && (contender.hasConstantResponse === true || contentType.startsWith(load.contentType))
}

/**
 * Loads a server and measures its throughput, latency and CPU time.
 *
 * @throws {Error} if a request fails or returns an error
 */
export async function measureLoad(
  { contender, url, process: { pid = 0 } }: MeasuredServer,
  load: Load,
  { connections, seconds }: LoadOptions,
): Promise<Measured> {
  const cpuBefore = usageOf(pid).cpuMs
  const began = performance.now()
  const { times, ended, non2xx, errors } = await runLoad({
    url: `${url}${load.path}`,
    method: load.method,
    headers: HEADERS,
    connections,
    duration: seconds,
    sampleInt: 50,
    ...(load.body !== undefined && { body: load.body }),
  })
  if (non2xx > 0 || errors > 0) {
    throw new Error(`${load.name} of ${contender.name}: ${non2xx} error responses, ${errors} failed requests`)
  }
  return {
    requestsPerSecond: (times.length / (ended - began)) * 1000,
    latencyMs: quantile(times),
    p99LatencyMs: quantile(times, 0.99),
    cpuMicroseconds: ((usageOf(pid).cpuMs - cpuBefore) / times.length) * 1000,
  }
}

interface LoadRun extends Pick<autocannon.Result, 'non2xx' | 'errors'> {
  /** Latency of each response in milliseconds; autocannon's own histogram only has whole ones. */
  times: number[]
  /** Time of the last response. */
  ended: number
}

function runLoad(options: autocannon.Options): Promise<LoadRun> {
  return new Promise((done, failed) => {
    const times: number[] = []
    let ended = 0
    const run = autocannon(options, (error: unknown, { non2xx, errors }) => {
      if (error === null || error === undefined) {
        done({ times, ended, non2xx, errors })
      } else {
        failed(error)
      }
    })
    run.on('response', (_client, _status, _bytes, milliseconds) => {
      times.push(milliseconds)
      ended = performance.now()
    })
  })
}
