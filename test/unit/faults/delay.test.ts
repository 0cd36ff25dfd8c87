import { describe, expect, test } from 'vitest'
import { sampleDelay } from '../../../src/faults/delay.ts'
import type { Fault } from '../../../src/faults/types.ts'
import { seededRandom } from '../../../src/web/random/seeded-random.ts'

describe('fault delays', () => {
  const random = seededRandom('delays')
  const sorted = (setting: NonNullable<Fault['delay']>): number[] =>
    Array.from({ length: 2000 }, () => sampleDelay(setting, random)).toSorted((one, other) => one - other)

  test('delay: { min, max } draws within the range', () => {
    const delays = sorted({ min: 100, max: 300 })
    expect(delays[0]).toBeGreaterThanOrEqual(100)
    expect(delays.at(-1)).toBeLessThanOrEqual(300)
    expect(delays[1000]).toBeCloseTo(200, -1.5)
  })

  test('a lognormal delay has the configured median, tail and maximum', () => {
    const delays = sorted({ distribution: 'lognormal', median: 100, sigma: 0.5, max: 300 })
    expect(Math.abs((delays[1000] ?? 0) - 100)).toBeLessThan(6)
    const share = delays.filter((delay) => delay > 200).length / delays.length
    expect(share).toBeGreaterThan(1 / 16)
    expect(share).toBeLessThan(1 / 10)
    expect(delays.at(-1)).toBe(300)
  })
})
