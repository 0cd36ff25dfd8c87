import type { Result } from './replay.ts'

/** The score of one operation. */
export interface Score {
  operation: string
  same: number
  total: number
  /** Differences with the recordings that have them, most frequent first. */
  differences: [difference: string, places: string[]][]
}

/** @returns the scores by operation, those that decide most exchanges first */
export function scoresOf(results: readonly Result[]): Score[] {
  const byOperation = Map.groupBy(results, ({ operation }) => operation)
  return [...byOperation]
    .map(([operation, own]): Score => {
      const differences = new Map<string, string[]>()
      for (const { differences: found, place } of own) {
        for (const difference of new Set(found)) {
          differences.set(difference, [...(differences.get(difference) ?? []), place])
        }
      }
      const same = own.filter((result) => result.differences.length === 0).length
      const sorted = [...differences].toSorted(([, one], [, other]) => other.length - one.length)
      return { operation, same, total: own.length, differences: sorted }
    })
    .toSorted((one, other) => other.total - other.same - (one.total - one.same))
}

/** @returns the summary of all operations: `849 of 1407 exchanges agree (60.3 %)` */
export function summaryOf(scores: readonly Score[]): string {
  const same = scores.reduce((sum, score) => sum + score.same, 0)
  const total = scores.reduce((sum, score) => sum + score.total, 0)
  const percent = total === 0 ? '0.0' : ((same / total) * 100).toFixed(1)
  return `${same} of ${total} exchanges agree (${percent} %)`
}

/** @returns the differences as text, with one recording of each */
export function renderDifferences(scores: readonly Score[], maxPerOperation: number): string {
  return scores
    .flatMap(({ operation, same, total, differences }) => [
      `${operation}: ${same}/${total}`,
      ...differences
        .slice(0, maxPerOperation)
        .map(([difference, places]) => `    ${places.length}x ${difference}   (${places[0] ?? ''})`),
    ])
    .join('\n')
}

/** @returns the scores as a Markdown table, by operation */
export function renderTable(scores: readonly Score[]): string {
  const rows = scores
    .toSorted((one, other) => other.total - one.total || (one.operation < other.operation ? -1 : 1))
    .map(({ operation, same, total }): [string, string] => [`\`${operation}\``, `${same} of ${total}`])
  const widthOf = (column: 0 | 1, title: string) =>
    Math.max(title.length, ...rows.map((row) => row[column].length))
  const [first, second] = [widthOf(0, 'operation'), widthOf(1, 'agree')]
  const line = (one: string, other: string) => `| ${one.padEnd(first)} | ${other.padEnd(second)} |`
  return [
    line('operation', 'agree'),
    `| ${'-'.repeat(first)} | ${'-'.repeat(second)} |`,
    ...rows.map(([operation, score]) => line(operation, score)),
  ].join('\n')
}
