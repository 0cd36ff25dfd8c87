import type { OperationRoute } from '../catalogue/types.ts'
import { NO_PATCHES } from './parse.ts'
import { type LoadedPatches, loadText, type PatchSource } from './source.ts'

/** What is needed of a KV namespace binding. */
export interface KeyValueReader {
  get(key: string): Promise<string | null>
}

/** How {@link kvPatches} reads and keeps documents. */
export interface KvPatchesOptions {
  kv: KeyValueReader
  routes: readonly OperationRoute[]
  /** A change in KV is seen within this time, in milliseconds. */
  timeToLive: number
  /** Lets work go on after the answer: `waitUntil` on Workers. */
  background: (work: Promise<unknown>) => void
  /** Milliseconds now. */
  now?: () => number
}

interface Copy extends LoadedPatches {
  /** The document's text, to tell whether it changed. */
  text: string | null
  /** When it was read, in milliseconds. */
  readAt: number
}

/** An isolate keeps no more namespaces than this; which ones there are is up to whoever sends requests. */
const MOST_NAMESPACES = 500

/**
 * Patches from the KV keys `patches/{namespace}`. A copy is kept for the time to live: in its first half it is simply
 * used, in its second half it is used and refreshed behind the answer, after that the answer waits for a fresh one.
 * So a busy namespace never waits for KV, and a change is always seen in time.
 */
export function kvPatches({
  kv,
  routes,
  timeToLive,
  background,
  now = Date.now,
}: KvPatchesOptions): PatchSource {
  const copies = new Map<string, Copy>()
  const reading = new Map<string, Promise<Copy>>()

  const read = async (namespace: string): Promise<Copy> => {
    const key = `patches/${namespace}`
    const last = copies.get(namespace)
    let copy: Copy
    try {
      const text = await kv.get(key)
      copy =
        last !== undefined && last.text === text
          ? { ...last, readAt: now() }
          : { ...loadText(text, key, { lastGood: last?.patches, routes }), text, readAt: now() }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const warnings = [
        `${key} could not be read from KV, using ${last ? 'the last copy' : 'no patches'}: ${reason}`,
      ]
      // Without its text, so that the next copy is parsed and takes the warning's place.
      copy = { patches: last?.patches ?? NO_PATCHES, warnings, text: UNREAD, readAt: now() }
    }
    copies.delete(namespace)
    copies.set(namespace, copy)
    const [oldest] = copies.keys()
    if (copies.size > MOST_NAMESPACES && oldest !== undefined) {
      copies.delete(oldest)
    }
    return copy
  }

  /** Requests that come at the same time share one read. */
  const readOnce = (namespace: string): Promise<Copy> => {
    const running = reading.get(namespace)
    if (running !== undefined) {
      return running
    }
    const started = read(namespace).finally(() => reading.delete(namespace))
    reading.set(namespace, started)
    return started
  }

  return {
    load(namespace) {
      const copy = copies.get(namespace)
      const age = copy === undefined ? Infinity : now() - copy.readAt
      if (copy === undefined || age >= timeToLive) {
        return readOnce(namespace)
      }
      if (age >= timeToLive / 2) {
        background(readOnce(namespace))
      }
      return copy
    },
  }
}

const UNREAD = '\u0000'
