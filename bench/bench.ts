import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { contenders } from './contenders.ts'
import { goals } from './goals.ts'
import { measureIsolate } from './isolate.ts'
import { startServer, stopServer } from './measure.ts'
import { measureNamespaces, NAMESPACES } from './namespaces.ts'
import { comparison } from './report.ts'
import { runRounds } from './rounds.ts'
import { measureRouting } from './routing.ts'
import { measureStreams } from './streams.ts'

/**
 * Benchmarks the mock against other mocks and minimal servers on this machine and prints Markdown.
 * Usage: `npm run bench`, or `npm run bench -- --quick` for rough figures in two minutes.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const amount = values.quick
  ? { rounds: 1, seconds: 0.6, firstWarmUpSeconds: 4, warmUpSeconds: 0.5, turns: 5, streams: 200 }
  : { rounds: 3, seconds: 2, firstWarmUpSeconds: 25, warmUpSeconds: 3, turns: 15, streams: 1000 }
const { seconds, turns } = amount

const all = contenders(NAMESPACES)
const { ours, oursOnWorkers } = all
try {
  const compared = [
    ours,
    all.oursLogging,
    oursOnWorkers,
    all.emptyHono,
    all.bareHono,
    all.emptyWorker,
    all.bareWorker,
    all.prism,
    all.steady,
    all.aimock,
  ]
  const results = await runRounds(compared, amount)
  const measurements = {
    results,
    namespaces: {
      node: await measureNamespaces(ours, { turns, seconds: seconds / 4 }),
      worker: await measureNamespaces(oursOnWorkers, { turns, seconds: seconds / 4 }),
    },
    routing: measureRouting(),
    isolateMegabytes: await measureIsolate(oursOnWorkers, seconds),
    bundleMegabytes: gzipSync(readFileSync(all.workerModule())).length / 1_000_000,
  }
  console.log(comparison(results, compared, ours))
  console.log(`\n${goals(measurements, all)}`)

  const server = await startServer(ours)
  const streams = await measureStreams(server, amount.streams, seconds * 2).finally(() => stopServer(server))
  console.log(
    `\n${streams.streams} concurrent streams, 20 events per second each: median event lag ` +
      `${streams.medianLagMs.toFixed(1)} ms, 99th percentile ${streams.p99LagMs.toFixed(0)} ms, server memory ` +
      `${streams.megabytes.toFixed(0)} MB.`,
  )
} finally {
  all.cleanUp()
}
