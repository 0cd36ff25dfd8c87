import type { RequestRecord } from './record.ts'

/** Limits of the journal of one namespace. */
export const MAX_RECORDS = 1000
export const MAX_JOURNAL_BYTES = 16 * 1024 * 1024

/** Called when a request is recorded and, if its response is a stream, when the stream ends. */
export type JournalListener = (record: RequestRecord) => void

/** The recorded requests of one namespace, bounded by number and size. The oldest ones are dropped first. */
export class Journal {
  /** By `seq`, in the order of arrival. */
  readonly #records = new Map<number, RequestRecord>()
  readonly #listeners = new Set<JournalListener>()
  readonly #onGrowth: (bytes: number) => void
  #bytes = 0
  #lastSeq = 0

  /** @param onGrowth called with each change of the size in bytes, negative if records are dropped */
  constructor(onGrowth: (bytes: number) => void = () => {}) {
    this.#onGrowth = onGrowth
  }

  /** Estimated size of all records. */
  get bytes(): number {
    return this.#bytes
  }

  /** Number of records. */
  get size(): number {
    return this.#records.size
  }

  /** @returns the next `seq` */
  nextSeq(): number {
    this.#lastSeq += 1
    return this.#lastSeq
  }

  append(record: RequestRecord): void {
    this.#records.set(record.seq, record)
    this.#add(record.bytes)
    while (this.#records.size > MAX_RECORDS || (this.#bytes > MAX_JOURNAL_BYTES && this.#records.size > 1)) {
      this.dropOldest()
    }
    this.#notify(record)
  }

  /** Counts an addition to a record that may have been dropped meanwhile. */
  grow(record: RequestRecord, bytes: number): void {
    record.bytes += bytes
    if (this.#records.get(record.seq) === record) {
      this.#add(bytes)
    }
  }

  /** Marks the end of a stream. */
  complete(record: RequestRecord): void {
    record.isComplete = true
    this.#notify(record)
  }

  /** Drops the oldest record, if any. */
  dropOldest(): void {
    for (const [seq, { bytes }] of this.#records) {
      this.#records.delete(seq)
      this.#add(-bytes)
      return
    }
  }

  /** Returns the records, newest first. */
  newestFirst(): RequestRecord[] {
    return [...this.#records.values()].toReversed()
  }

  /** Drops all records. */
  clear(): void {
    this.#records.clear()
    this.#add(-this.#bytes)
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: JournalListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  #add(bytes: number): void {
    this.#bytes += bytes
    this.#onGrowth(bytes)
  }

  #notify(record: RequestRecord): void {
    for (const listener of this.#listeners) {
      listener(record)
    }
  }
}
