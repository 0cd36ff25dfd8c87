import { afterEach, describe, expect, test, vi } from 'vitest'
import { streamEvents } from '../../../src/answer/event-stream.ts'
import { envelopeEvents } from '../../../src/operations/streaming/error-event.ts'
import { createDelays } from '../../../src/operations/streaming/pace.ts'
import { settle } from '../../support/timers.ts'

const errorEvents = envelopeEvents

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
    const reader = streamEvents({ events, waits: undefined, errorEvents }).getReader()
    await reader.read()
    await settle()
    expect(state.made).toBeLessThan(1000)
    await reader.cancel()
  })

  test('an event stream ends its generator when the reader cancels', async () => {
    const { events, state } = countedEvents(1_000_000)
    const reader = streamEvents({ events, waits: undefined, errorEvents }).getReader()
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
    const text = await new Response(streamEvents({ events: events(), waits: undefined, errorEvents })).text()
    expect(text).toMatch(/^data: one\n\ndata: \{"error":\{"message":"Internal error in the mock[^\n]*\n\n$/)
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
  })

  test('an event stream waits before each event', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
    const { events, state } = countedEvents(3)
    const waits = createDelays({ timeToFirstByte: 100, interval: 50 }, () => 'seed')
    const text = new Response(streamEvents({ events, waits, errorEvents })).text()
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

describe('stream.stall', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('a cancelled stream ends its stall', async () => {
    let isEnded = false
    function* events(): Iterable<{ data: string; wait?: number }> {
      try {
        yield { data: 'one' }
        yield { data: 'two', wait: 600_000 }
      } finally {
        isEnded = true
      }
    }
    const reader = streamEvents({ events: events(), waits: undefined, errorEvents }).getReader()
    await reader.read()
    const second = reader.read()
    await reader.cancel()
    expect(await second).toMatchObject({ done: true })
    expect(isEnded).toBe(true)
  })

  test('a stall lasts its full time even after a slow read', async () => {
    let now = 0
    const slept: number[] = []
    vi.stubGlobal('performance', { now: () => now })
    vi.stubGlobal('setTimeout', (end: () => void, milliseconds: number) => {
      slept.push(milliseconds)
      queueMicrotask(end)
    })
    const events = [{ data: 'one' }, { data: 'two', wait: 1000 }, { data: 'three' }]
    const waits = [10, 10, 10].values()
    const reader = streamEvents({ events, waits, errorEvents }).getReader()
    await reader.read()
    now = 5000
    let arrived = ''
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      arrived += new TextDecoder().decode(read.value)
    }
    expect(arrived.match(/(?<=data: )\w+/g)).toEqual(['two', 'three'])
    expect(slept).toEqual([10, 1000])
  })
})
