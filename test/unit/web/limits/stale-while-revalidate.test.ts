import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StaleWhileRevalidate } from '../../../../src/web/limits/stale-while-revalidate.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})

afterEach(() => {
  vi.useRealTimers()
})

/** A cache of which each read waits until the test settles it. */
function setUp() {
  const reads: PromiseWithResolvers<string>[] = []
  const background: Promise<unknown>[] = []
  const cache = new StaleWhileRevalidate<string, string>({
    read: () => {
      const read = Promise.withResolvers<string>()
      reads.push(read)
      return read.promise
    },
    fallback: (key, last, reason) => `${key}: ${last ?? 'nothing'} because ${reason}`,
    ttlMs: 1000,
    timeoutMs: 100,
    maxEntries: 2,
    waitUntil: (work) => background.push(work),
  })
  return { cache, reads, background }
}

/** Reads a key and settles the read with a value. */
async function fill({ cache, reads }: ReturnType<typeof setUp>, key: string, value: string): Promise<void> {
  const reading = cache.get(key)
  reads.at(-1)?.resolve(value)
  await reading
}

describe('stale-while-revalidate cache', () => {
  test('a value is served without a read for half its lifetime', async () => {
    const setup = setUp()
    await fill(setup, 'a', 'one')
    vi.setSystemTime(499)
    expect(setup.cache.get('a')).toBe('one')
    expect(setup.reads).toHaveLength(1)
  })

  test('a value past half its lifetime is served while it is refreshed in the background', async () => {
    const setup = setUp()
    const { cache, reads, background } = setup
    await fill(setup, 'a', 'one')
    vi.setSystemTime(500)
    expect(cache.get('a')).toBe('one')
    expect(cache.get('a')).toBe('one')
    expect(reads).toHaveLength(2)
    reads[1]?.resolve('two')
    await Promise.all(background)
    expect(cache.get('a')).toBe('two')
  })

  test('a value past its lifetime is read before it is served', async () => {
    const setup = setUp()
    await fill(setup, 'a', 'one')
    vi.setSystemTime(1000)
    await fill(setup, 'a', 'two')
    expect(setup.cache.get('a')).toBe('two')
  })

  test('concurrent requests share one read', async () => {
    const { cache, reads } = setUp()
    const values = Promise.all([cache.get('a'), cache.get('a')])
    reads[0]?.resolve('one')
    expect(await values).toEqual(['one', 'one'])
    expect(reads).toHaveLength(1)
  })

  test('the fallback is served if a read fails', async () => {
    const setup = setUp()
    const { cache, reads } = setup
    await fill(setup, 'a', 'one')
    vi.setSystemTime(1000)
    const reading = cache.get('a')
    reads[1]?.reject(new Error('it is down'))
    expect(await reading).toBe('a: one because it is down')
  })

  test('the fallback is served after the timeout, and the late read replaces it', async () => {
    const { cache, reads, background } = setUp()
    const reading = cache.get('a')
    await vi.advanceTimersByTimeAsync(100)
    expect(await reading).toBe('a: nothing because no response within 100 ms')
    reads[0]?.resolve('late')
    await Promise.all(background)
    expect(cache.get('a')).toBe('late')
  })

  test('a read that timed out does not replace the value of a later read', async () => {
    const setup = setUp()
    const { cache, reads, background } = setup
    const reading = cache.get('a')
    await vi.advanceTimersByTimeAsync(100)
    await reading
    vi.setSystemTime(2000)
    await fill(setup, 'a', 'new')
    reads[0]?.resolve('old')
    await Promise.all(background)
    expect(cache.get('a')).toBe('new')
  })

  test('a read that started before a write does not replace the written value', async () => {
    const { cache, reads } = setUp()
    const reading = cache.get('a')
    cache.set('a', 'written')
    reads[0]?.resolve('old')
    expect(await reading).toBe('written')
    expect(cache.get('a')).toBe('written')
  })

  test('the cache keeps at most the configured number of values', async () => {
    const setup = setUp()
    await fill(setup, 'a', 'one')
    await fill(setup, 'b', 'two')
    await fill(setup, 'c', 'three')
    expect(setup.cache.entries()).toEqual([
      ['b', 'two'],
      ['c', 'three'],
    ])
  })
})
