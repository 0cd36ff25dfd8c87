import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createMock } from '../../src/index.ts'
import { readSessions } from './recordings.ts'
import { Replayer, type Result } from './replay.ts'
import { renderDifferences, renderTable, scoresOf, summaryOf } from './report.ts'

const USAGE = 'Usage: npm run fidelity -- RECORDS_DIR [--list OPERATION] [--top N] [--write]'

const PAGE = resolve(import.meta.dirname, '../../docs/fidelity.md')

/** The part of the page that `--write` replaces. */
const SCORES = /(<!-- scores -->\n)[^]*?(<!-- end of scores -->)/

/** Replays recordings of the service against the mock and prints what differs. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { list: { type: 'string' }, top: { type: 'string' }, write: { type: 'boolean' } },
  })
  const [folder] = positionals
  if (folder === undefined) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const replayer = new Replayer(createMock())
  const results: Result[] = []
  for (const session of readSessions(folder)) {
    results.push(...(await replayer.replay(session)))
  }
  const scores = scoresOf(results)
  const listed = scores.filter(({ operation }) => operation.includes(values.list ?? ''))
  console.log(renderDifferences(listed, Number(values.top ?? (values.list === undefined ? 3 : Infinity))))
  console.log(summaryOf(scores))
  if (values.write === true) {
    const table = `\n${summaryOf(scores)}.\n\n${renderTable(scores)}\n\n`
    writeFileSync(
      PAGE,
      readFileSync(PAGE, 'utf8').replace(SCORES, (_, start: string, end: string) => start + table + end),
    )
  }
}

await main()
