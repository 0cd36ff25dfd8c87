import type { Contender } from './contenders.ts'
import { CHAT_LOAD, type Load, LOADS } from './loads.ts'
import { supportsLoad, measureLoad, type MeasuredServer, startServer, stopServer } from './measure.ts'
import { usageOf } from './process-usage.ts'
import { Results } from './results.ts'

/** Numbers of concurrent connections. */
export const CONNECTIONS = [1, 16]

/** Number and duration of the measurements. */
export interface RoundsOptions {
  rounds: number
  /** Duration of each load. */
  seconds: number
  /** Maximum warm-up of each server with chat completions, before any measurement. */
  firstWarmUpSeconds: number
  /** Warm-up of each load before its measurement. */
  warmUpSeconds: number
}

/** The JIT needs this many requests to warm up; the time depends on the machine. */
const WARM_UP_REQUESTS = 60_000
const WARM_UP_TURN_SECONDS = 1

/** Metric: time from a server's start to its first response. */
export const FIRST_RESPONSE = 'first response, ms'
/** Metric: CPU time of a server until its first response. */
export const FIRST_RESPONSE_CPU = 'CPU time until then, ms'
/** Metric: a server's memory at the end. */
export const MEMORY = 'memory after the load tests, MB'

/** @returns the metric's name for a load and number of connections */
export function metricOf(
  kind: 'requests/s' | 'latency' | 'p99' | 'CPU',
  load: Load,
  connections: number,
): string {
  return `${kind} ${load.name} ${connections}`
}

/**
 * Starts all servers in each round and loads them one at a time, in turn, so that drifts of the machine's speed affect
 * all of them equally.
 */
export async function runRounds(
  contenders: readonly Contender[],
  { rounds, seconds, firstWarmUpSeconds, warmUpSeconds }: RoundsOptions,
): Promise<Results> {
  const results = new Results()
  for (let round = 0; round < rounds; round += 1) {
    console.error(`round ${round + 1} of ${rounds}`)
    const servers: MeasuredServer[] = []
    try {
      for (const contender of contenders) {
        const server = await startServer(contender)
        servers.push(server)
        results.record(contender, FIRST_RESPONSE, server.firstResponseMs)
        results.record(contender, FIRST_RESPONSE_CPU, server.firstResponseCpuMs)
      }
      for (const server of servers) {
        if (await supportsLoad(server, CHAT_LOAD)) {
          await warmUp(server, firstWarmUpSeconds)
        }
      }
      for (const load of LOADS) {
        await runOnAll(load, servers, { results, seconds, warmUpSeconds })
      }
      for (const { contender, process } of servers) {
        results.record(contender, MEMORY, usageOf(process.pid ?? 0).megabytes)
      }
    } finally {
      await Promise.all(servers.map(stopServer))
    }
  }
  return results
}

async function warmUp(server: MeasuredServer, seconds: number): Promise<void> {
  const turn = Math.min(WARM_UP_TURN_SECONDS, seconds)
  let requests = 0
  for (let spent = 0; spent < seconds && requests < WARM_UP_REQUESTS; spent += turn) {
    const { requestsPerSecond } = await measureLoad(server, CHAT_LOAD, { connections: 16, seconds: turn })
    requests += requestsPerSecond * turn
  }
}

async function runOnAll(
  load: Load,
  servers: readonly MeasuredServer[],
  { results, seconds, warmUpSeconds }: { results: Results; seconds: number; warmUpSeconds: number },
): Promise<void> {
  const supported: MeasuredServer[] = []
  for (const server of servers) {
    if (await supportsLoad(server, load)) {
      supported.push(server)
      await measureLoad(server, load, { connections: 16, seconds: warmUpSeconds })
    }
  }
  for (const connections of CONNECTIONS) {
    for (const server of supported) {
      const measured = await measureLoad(server, load, { connections, seconds })
      const record = (kind: Parameters<typeof metricOf>[0], value: number): void =>
        results.record(server.contender, metricOf(kind, load, connections), value)
      record('requests/s', measured.requestsPerSecond)
      record('latency', measured.latencyMs)
      record('p99', measured.p99LatencyMs)
      record('CPU', measured.cpuMicroseconds)
    }
  }
}
