import { afterAll, describe, expect, test } from 'vitest'
import { contenders } from '../../../bench/contenders.ts'
import { NAMESPACES } from '../../../bench/namespaces.ts'
import { comparison } from '../../../bench/report.ts'
import { runRounds } from '../../../bench/rounds.ts'

describe('benchmark', () => {
  const all = contenders(NAMESPACES)

  afterAll(() => all.cleanUp())

  test('the benchmark compares the mock with an empty Hono app and prints a table', async () => {
    const { ours, emptyHono } = all
    const compared = [ours, emptyHono]
    const results = await runRounds(compared, {
      rounds: 1,
      seconds: 0.1,
      firstWarmUpSeconds: 0.1,
      warmUpSeconds: 0.1,
    })
    const [speed = ''] = comparison(results, compared, ours).split('\n\n')
    const [title, , ...rows] = speed.split('\n')
    expect(title).toContain('ours on Node | empty Hono app |')
    expect(rows[0]).toMatch(/^\| chat completion, 1 at once \| [\d,.]+ \| [\d,.]+ \([\d.]+\) \|$/)
    expect(speed).not.toContain('—')
  })
})
