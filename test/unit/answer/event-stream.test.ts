import { describe, expect, test, vi } from 'vitest'
import { streamEvents } from '../../../src/answer/event-stream.ts'
import { envelopeEvent } from '../../../src/operations/streaming/error-event.ts'
import { createSplitter, createDelays } from '../../../src/operations/streaming/pace.ts'
import { settle } from '../../support/timers.ts'

const errorEvent = envelopeEvent

/** Generated events, with their number and whether the generator has ended. */
function countedEvents(limit: number): {
  events: Iterable<{ data: string }>
  state: { made: number; ended: boolean }
} {
  const state = { made: 0, ended: false }
  function* events(): Iterable<{ data: string }> {
    try {
      while (state.made < limit) {
        state.made += 1
        yield { data: `event ${state.made}` }
      }
    } finally {
      state.ended = true
    }
  }
  return { events: events(), state }
}

describe('event stream', () => {
  test('an event stream generates no more events than its reader buffers', async () => {
    const { events, state } = countedEvents(1_000_000)
    const reader = streamEvents({ events, waits: undefined, errorEvent }).getReader()
    await reader.read()
    await settle()
    expect(state.made).toBeLessThan(1000)
    await reader.cancel()
  })

  test('an event stream ends its generator when the reader cancels', async () => {
    const { events, state } = countedEvents(1_000_000)
    const reader = streamEvents({ events, waits: undefined, errorEvent }).getReader()
    await reader.read()
    await reader.cancel()
    await vi.waitUntil(() => state.ended)
    expect(state.made).toBeLessThan(1000)
  })

  test('an event stream ends with an API error event when its generator throws', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    function* events(): Iterable<{ data: string }> {
      yield { data: 'one' }
      throw new Error('broken')
    }
    const text = await new Response(streamEvents({ events: events(), waits: undefined, errorEvent })).text()
    expect(text).toMatch(/^data: one\n\ndata: \{"error":\{"message":"Internal error in the mock[^\n]*\n\n$/)
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
  })

  test('an event stream waits before each event', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
    const { events, state } = countedEvents(3)
    const waits = createDelays({ timeToFirstByte: 100, interval: 50 }, () => 'seed')
    const text = new Response(streamEvents({ events, waits, errorEvent })).text()
    await vi.advanceTimersByTimeAsync(99)
    expect(state.made).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    await vi.advanceTimersByTimeAsync(49)
    expect(state.made).toBe(2)
    await vi.advanceTimersByTimeAsync(51)
    vi.useRealTimers()
    expect(await text).toBe('data: event 1\n\ndata: event 2\n\ndata: event 3\n\n')
  })
})

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
