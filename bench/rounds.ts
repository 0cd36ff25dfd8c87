import type { Contender } from './contenders.ts'
import { CHAT_LOAD, type Load, LOADS } from './loads.ts'
import { canAnswer, measureLoad, type MeasuredServer, startServer, stopServer } from './measure.ts'
import { usageOf } from './process-usage.ts'
import { Results } from './results.ts'

/** Numbers of connections that servers are loaded with. */
export const CONNECTIONS = [1, 16]

/** How much is measured. */
export interface RoundsOptions {
  rounds: number
  /** How long each load takes. */
  seconds: number
  /** How long each server is loaded with chat completions at the most, before anything counts. */
  firstWarmUpSeconds: number
  /** How long each load is put on a server after that, before it counts itself. */
  warmUpSeconds: number
}

/** Compilers of JavaScript take as many to do their best; how long that is, depends on the machine. */
const WARM_UP_REQUESTS = 60_000
const WARM_UP_TURN_SECONDS = 1

/** What is recorded as the time from a server's start to its first answer. */
export const FIRST_ANSWER = 'first answer, ms'
/** What is recorded as the CPU time that a server takes until its first answer. */
export const FIRST_ANSWER_CPU = 'CPU time until then, ms'
/** What is recorded as a server's memory at the end. */
export const MEMORY = 'memory after the loads, MB'

/** @returns what a kind of figure of a load at so many connections is recorded as */
export function metricOf(
  kind: 'requests/s' | 'latency' | 'p99' | 'CPU',
  load: Load,
  connections: number,
): string {
  return `${kind} ${load.name} ${connections}`
}

/**
 * Starts all servers in each round, one after the other while the others rest, and puts the loads on them in turn, so
 * that a machine whose speed drifts is fair to all.
 */
export async function playRounds(
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
        results.record(contender, FIRST_ANSWER, server.firstAnswerMs)
        results.record(contender, FIRST_ANSWER_CPU, server.firstAnswerCpuMs)
      }
      for (const server of servers) {
        if (await canAnswer(server, CHAT_LOAD)) {
          await warmUp(server, firstWarmUpSeconds)
        }
      }
      for (const load of LOADS) {
        await putOnAll(load, servers, { results, seconds, warmUpSeconds })
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
    const { requestsASecond } = await measureLoad(server, CHAT_LOAD, { connections: 16, seconds: turn })
    requests += requestsASecond * turn
  }
}

async function putOnAll(
  load: Load,
  servers: readonly MeasuredServer[],
  { results, seconds, warmUpSeconds }: { results: Results; seconds: number; warmUpSeconds: number },
): Promise<void> {
  const able: MeasuredServer[] = []
  for (const server of servers) {
    if (await canAnswer(server, load)) {
      able.push(server)
      await measureLoad(server, load, { connections: 16, seconds: warmUpSeconds })
    }
  }
  for (const connections of CONNECTIONS) {
    for (const server of able) {
      const measured = await measureLoad(server, load, { connections, seconds })
      const record = (kind: Parameters<typeof metricOf>[0], value: number): void =>
        results.record(server.contender, metricOf(kind, load, connections), value)
      record('requests/s', measured.requestsASecond)
      record('latency', measured.latencyMs)
      record('p99', measured.p99LatencyMs)
      record('CPU', measured.cpuMicroseconds)
    }
  }
}
