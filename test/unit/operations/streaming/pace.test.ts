import { describe, expect, test } from 'vitest'
import { createSplitter, createDelays } from '../../../../src/operations/streaming/pace.ts'

describe('stream pacing', () => {
  test('stream pacing has the same jitter for the same seed', () => {
    const first = (seed: string) => {
      const waits = createDelays({ interval: 100, jitter: 0.5 }, () => seed)
      return Array.from({ length: 20 }, () => waits?.next().value ?? 0)
    }
    const waits = first('a')
    expect(first('a')).toEqual(waits)
    expect(first('b')).not.toEqual(waits)
    expect(Math.min(...waits.slice(1))).toBeGreaterThanOrEqual(50)
    expect(Math.max(...waits)).toBeLessThanOrEqual(150)
    expect(new Set(waits).size).toBeGreaterThan(10)
  })

  test.each([['token'], ['word'], [1], [7]] as const)(
    'a stream with chunk=%s splits its text without losing characters',
    (chunk) => {
      const text = ' Hello,  wörld!\n日本語 👩‍💻 \n'
      expect(createSplitter({ chunk })(text).join('')).toBe(text)
    },
  )
})
