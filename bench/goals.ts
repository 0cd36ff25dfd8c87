import type { Contender, Contenders } from './contenders.ts'
import { CHAT_LOAD } from './loads.ts'
import type { Results } from './results.ts'
import type { RoutingResult } from './routing.ts'
import { CONNECTIONS, FIRST_RESPONSE, FIRST_RESPONSE_CPU, MEMORY, metricOf } from './rounds.ts'
import { markdownTable, formatNumber } from './table.ts'

/** All measurements. */
export interface Measurements {
  results: Results
  /** Ratio of requests per second with a thousand patches for other operations to those without. */
  namespaces: { node: number; worker: number }
  routing: RoutingResult
  /** Maximum heap size of a loaded isolate. */
  isolateMegabytes: number
  /** Compressed size of the uploaded Worker. */
  bundleMegabytes: number
}

interface Goal {
  what: string
  value: number
  /** Upper or lower bound of the value. */
  most?: number
  least?: number
  /** The value of a server that reads the same requests and sends equal responses, without a mock. */
  bare?: number
}

/** @returns a Markdown table of the project's performance goals and the measurements */
export function goals(measurements: Measurements, contenders: Contenders): string {
  const rows = goalsOf(measurements, contenders).map(({ what, value, most, least, bare }) => [
    what,
    most === undefined ? `at least ${formatNumber(least ?? 0)}` : `at most ${formatNumber(most)}`,
    formatNumber(value),
    value <= (most ?? Infinity) && value >= (least ?? -Infinity) ? 'yes' : 'no',
    bare === undefined ? '' : formatNumber(bare),
  ])
  return markdownTable(['Goal', 'target', 'measured', 'met', 'without a mock'], rows)
}

function goalsOf(measurements: Measurements, contenders: Contenders): Goal[] {
  const { results, namespaces, routing, isolateMegabytes, bundleMegabytes } = measurements
  const { ours, oursOnWorkers, emptyHono, emptyWorker, bareHono, bareWorker, prism, steady, aimock } =
    contenders
  const pairs = [
    { one: ours, bare: bareHono, other: emptyHono, least: 0.6 },
    { one: ours, bare: bareHono, other: prism, least: 100 },
    { one: ours, bare: bareHono, other: steady, least: 2.5 },
    { one: ours, bare: bareHono, other: aimock, least: 1.5 },
    { one: oursOnWorkers, bare: bareWorker, other: emptyWorker, least: 0.7 },
  ]
  const speeds = pairs.flatMap(({ one, bare, other, least }) =>
    CONNECTIONS.map((connections) => {
      const metric = metricOf('requests/s', CHAT_LOAD, connections)
      return {
        what: `chat completions per second, ${connections} connections: ${one.name} / ${other.name}`,
        value: results.ratio(one, other, metric),
        bare: results.ratio(bare, other, metric),
        least,
      }
    }),
  )
  const beyondEmpty = (worker: Contender, metric: string): number =>
    results.median(worker, metric) - results.median(emptyWorker, metric)
  const cpuTime = metricOf('CPU', CHAT_LOAD, 16)
  return [
    ...speeds,
    { what: `1,000 patches for other operations / none: ${ours.name}`, value: namespaces.node, least: 0.95 },
    {
      what: `1,000 patches for other operations / none: ${oursOnWorkers.name}`,
      value: namespaces.worker,
      least: 0.95,
    },
    {
      what: 'routing time: all operations / one operation',
      value: routing.amongAll / routing.alone,
      most: 1.25,
    },
    { what: `first response of ${ours.name}, ms`, value: results.median(ours, FIRST_RESPONSE), most: 300 },
    {
      what: `CPU time until the first response of ${oursOnWorkers.name}, beyond the empty Worker's, ms`,
      value: beyondEmpty(oursOnWorkers, FIRST_RESPONSE_CPU),
      most: 100,
    },
    {
      what: `CPU time per chat completion in workerd, beyond the empty Worker's, µs`,
      value: beyondEmpty(oursOnWorkers, cpuTime),
      bare: beyondEmpty(bareWorker, cpuTime),
      most: 100,
    },
    {
      what: `memory of ${ours.name} after the load tests, MB`,
      value: results.median(ours, MEMORY),
      most: 150,
    },
    { what: 'heap of the isolate under load, MB', value: isolateMegabytes, most: 64 },
    { what: 'Worker as uploaded, MB compressed', value: bundleMegabytes, most: 1 },
  ]
}
