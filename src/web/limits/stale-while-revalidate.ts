import { errorMessage } from '../error-message.ts'
import { BoundedMap } from './bounded-map.ts'
import { withTimeout } from './timeout.ts'

/** Options of a {@link StaleWhileRevalidate} cache. */
export interface StaleWhileRevalidateOptions<K, V> {
  /**
   * Reads the current value.
   *
   * @param last returns the cached value, to return again if it is unchanged
   */
  read: (key: K, last: () => V | undefined) => Promise<V>
  /**
   * Returns the value to use if reading failed or timed out.
   *
   * @param last the cached value
   */
  fallback: (key: K, last: V | undefined, reason: string) => V
  /** Lifetime of a value in milliseconds. */
  ttlMs: number
  /** Timeout of reads in milliseconds. */
  timeoutMs: number
  /** Maximum number of cached values. */
  maxEntries: number
  /** Keeps work running after the response: `waitUntil` on Workers. */
  waitUntil: (work: Promise<unknown>) => void
  /** Returns the current time in milliseconds. Defaults to the system clock. */
  now?: (() => number) | undefined
}

interface Entry<V> {
  value: V
  /** Time of the read or write, in milliseconds. */
  time: number
  /** Order of the read's start, or of the write. An older read never replaces a newer value. */
  sequence: number
}

/**
 * A cache whose values are fresh for half their lifetime, then served while they are refreshed in the background, and
 * re-read before they are served after their lifetime. Values in frequent use are therefore never waited for.
 */
export class StaleWhileRevalidate<K, V> {
  readonly #options: StaleWhileRevalidateOptions<K, V>
  readonly #now: () => number
  readonly #entries: BoundedMap<K, Entry<V>>
  readonly #pendingReads = new Map<K, Promise<V>>()
  #sequence = 0

  constructor(options: StaleWhileRevalidateOptions<K, V>) {
    this.#options = options
    this.#now = options.now ?? Date.now
    this.#entries = new BoundedMap(options.maxEntries)
  }

  /** Returns the value of a key: at once if it is cached, and after reading it otherwise. Never rejects. */
  get(key: K): Promise<V> | V {
    const { ttlMs, waitUntil } = this.#options
    const entry = this.#entries.get(key)
    const age = entry === undefined ? Infinity : this.#now() - entry.time
    if (entry === undefined || age >= ttlMs) {
      return this.#readWithTimeout(key)
    }
    if (age >= ttlMs / 2) {
      waitUntil(this.#readOnce(key))
    }
    return entry.value
  }

  /** Sets a value that was just written. Reads that are under way are discarded. */
  set(key: K, value: V): void {
    this.#store(key, value, this.#nextSequence())
  }

  /** Returns the cached keys and values. */
  entries(): [K, V][] {
    return [...this.#entries].map(([key, { value }]) => [key, value])
  }

  #nextSequence(): number {
    this.#sequence += 1
    return this.#sequence
  }

  #store(key: K, value: V, sequence: number): V {
    const last = this.#entries.get(key)
    if (last !== undefined && last.sequence > sequence) {
      return last.value
    }
    this.#entries.set(key, { value, time: this.#now(), sequence })
    return value
  }

  /** Stores the fallback, which any read may replace, also one that is still under way. */
  #storeFallback(key: K, reason: string): V {
    const last = this.#entries.get(key)
    return this.#store(key, this.#options.fallback(key, last?.value, reason), last?.sequence ?? 0)
  }

  async #read(key: K): Promise<V> {
    const sequence = this.#nextSequence()
    try {
      const value = await this.#options.read(key, () => this.#entries.get(key)?.value)
      return this.#store(key, value, sequence)
    } catch (error) {
      return this.#storeFallback(key, errorMessage(error))
    }
  }

  /** Concurrent requests share one read. */
  #readOnce(key: K): Promise<V> {
    const pending = this.#pendingReads.get(key)
    if (pending !== undefined) {
      return pending
    }
    const started = this.#read(key).finally(() => {
      if (this.#pendingReads.get(key) === started) {
        this.#pendingReads.delete(key)
      }
    })
    this.#pendingReads.set(key, started)
    return started
  }

  /** Each request has its own timeout: a read shared with another request ends with that request on Workers. */
  async #readWithTimeout(key: K): Promise<V> {
    const { timeoutMs, waitUntil } = this.#options
    const started = this.#readOnce(key)
    const read = await withTimeout(
      timeoutMs,
      started.then((value) => ({ value })),
    )
    if (read !== undefined) {
      return read.value
    }
    waitUntil(started)
    // The next request starts a new read, since this one may never settle.
    this.#pendingReads.delete(key)
    return this.#storeFallback(key, `no response within ${timeoutMs} ms`)
  }
}
