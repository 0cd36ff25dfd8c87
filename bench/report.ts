import type { Contender } from './contenders.ts'
import { LOADS } from './loads.ts'
import type { Results } from './results.ts'
import { CONNECTIONS, FIRST_RESPONSE, FIRST_RESPONSE_CPU, MEMORY, metricOf } from './rounds.ts'
import { markdownTable, formatNumber } from './table.ts'

/**
 * @returns Markdown tables of the medians, one column per contender, with the ratios of ours on Node to the others
 */
export function comparison(results: Results, contenders: readonly Contender[], ours: Contender): string {
  const header = contenders.map(({ name }) => name)
  const cells = (metric: string): string[] =>
    contenders.map((contender) => formatNumber(results.median(contender, metric)))
  const ofLoads = (
    row: (label: string, at: { load: (typeof LOADS)[number]; connections: number }) => string[],
  ): string[][] =>
    LOADS.flatMap((load) =>
      CONNECTIONS.map((connections) => row(`${load.name}, ${connections} at once`, { load, connections })),
    )
  const titled = (title: string, rows: string[][]): string => markdownTable([title, ...header], rows)
  return [
    titled(
      'Requests per second (ratio of ours on Node)',
      ofLoads((label, { load, connections }) => [
        label,
        ...contenders.map((contender) => {
          const metric = metricOf('requests/s', load, connections)
          const ratio = results.ratio(ours, contender, metric)
          const value = formatNumber(results.median(contender, metric))
          return contender === ours || !Number.isFinite(ratio) ? value : `${value} (${formatNumber(ratio)})`
        }),
      ]),
    ),
    titled(
      'Latency in ms, median / 99th percentile',
      ofLoads((label, { load, connections }) => [
        label,
        ...contenders.map((contender) =>
          (['latency', 'p99'] as const)
            .map((kind) => formatNumber(results.median(contender, metricOf(kind, load, connections))))
            .join(' / '),
        ),
      ]),
    ),
    titled(
      'CPU time per request in µs',
      ofLoads((label, { load, connections }) => [label, ...cells(metricOf('CPU', load, connections))]),
    ),
    titled(
      'Start-up and memory',
      [FIRST_RESPONSE, FIRST_RESPONSE_CPU, MEMORY].map((metric) => [metric, ...cells(metric)]),
    ),
  ].join('\n\n')
}
