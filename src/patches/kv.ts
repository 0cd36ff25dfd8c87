import { errorMessage } from '../error-message.ts'
import { within } from './deadline.ts'
import { keyOf, type KeyValueStore, kvStore } from './kv-store.ts'
import { NO_PATCHES, type PatchContext } from './parse.ts'
import { type LoadedPatches, loadText, namespaceStatus, type PatchSource } from './source.ts'

/** How {@link kvPatches} reads and keeps documents. */
export interface KvPatchesOptions {
  kv: KeyValueStore
  /** What the documents are held against. */
  context: PatchContext
  /** A change in KV is seen within this time, in milliseconds. */
  timeToLive: number
  /** Lets work go on after the answer: `waitUntil` on Workers. */
  background: (work: Promise<unknown>) => void
  /** Milliseconds that an answer waits for KV before it goes on with what there is. */
  patience?: number
  /** Milliseconds now. */
  now?: () => number
}

interface Copy extends LoadedPatches {
  /** The document's text, to tell whether it changed. */
  text: string | null
  /** When it was read, in milliseconds. */
  readAt: number
  /** The turn of its writing when it was written here: a read that began before that knows less. */
  written?: number
}

/** An isolate keeps no more namespaces than this; which ones there are is up to whoever sends requests. */
const MOST_NAMESPACES = 500

/** KV answers in a few milliseconds, from far away in some hundred. */
const PATIENCE_MS = 1000

/**
 * Patches from the KV keys `patches/{namespace}`. A copy is kept for the time to live: in its first half it is simply
 * used, in its second half it is used and refreshed behind the answer, after that the answer waits for a fresh one.
 * So a busy namespace never waits for KV, and a change is always seen in time. Without KV, the last copy stays in use.
 */
export function kvPatches(options: KvPatchesOptions): PatchSource {
  const { kv, context, timeToLive, background, patience = PATIENCE_MS, now = Date.now } = options
  const copies = new Map<string, Copy>()
  const reading = new Map<string, Promise<Copy>>()
  let turn = 0
  const nextTurn = () => (turn += 1)

  const keep = (namespace: string, copy: Copy): Copy => {
    copies.delete(namespace)
    copies.set(namespace, copy)
    const [oldest] = copies.keys()
    if (copies.size > MOST_NAMESPACES && oldest !== undefined) {
      copies.delete(oldest)
    }
    return copy
  }

  const read = async (namespace: string): Promise<Copy> => {
    const key = keyOf(namespace)
    const begun = nextTurn()
    try {
      const text = await kv.get(key)
      const last = copies.get(namespace)
      if (last?.written !== undefined && last.written > begun) {
        return last
      }
      return keep(
        namespace,
        last !== undefined && last.text === text
          ? { ...last, readAt: now() }
          : { ...loadText(text, key, { lastGood: last?.patches, context }), text, readAt: now() },
      )
    } catch (error) {
      return keep(namespace, withoutKv(namespace, errorMessage(error)))
    }
  }

  /** The copy to go on with: without its text, so that the next one is parsed and takes the warning's place. */
  const withoutKv = (namespace: string, reason: string): Copy => {
    const patches = copies.get(namespace)?.patches ?? NO_PATCHES
    const instead = patches === NO_PATCHES ? 'no patches' : 'the last copy'
    const warning = `${keyOf(namespace)} could not be read from KV, using ${instead}: ${reason}`
    return { patches, warnings: [warning], text: UNREAD, readAt: now() }
  }

  /** Requests that come at the same time share one read. */
  const readOnce = (namespace: string): Promise<Copy> => {
    const running = reading.get(namespace)
    if (running !== undefined) {
      return running
    }
    const started = read(namespace).finally(() => {
      if (reading.get(namespace) === started) {
        reading.delete(namespace)
      }
    })
    reading.set(namespace, started)
    return started
  }

  /** Each request has a clock of its own: the read may be another's, and end with it on Workers. */
  const readInTime = async (namespace: string): Promise<Copy> => {
    const started = readOnce(namespace)
    const copy = await within(patience, started)
    if (copy !== undefined) {
      return copy
    }
    background(started)
    // The next request starts a read of its own: this one may never end.
    reading.delete(namespace)
    return keep(namespace, withoutKv(namespace, `no answer within ${patience} ms`))
  }

  return {
    load(namespace) {
      const copy = copies.get(namespace)
      const age = copy === undefined ? Infinity : now() - copy.readAt
      if (copy === undefined || age >= timeToLive) {
        return readInTime(namespace)
      }
      if (age >= timeToLive / 2) {
        background(readOnce(namespace))
      }
      return copy
    },
    status: () => ({
      source: 'KV namespace MOCK_CONFIG, keys patches/{namespace}',
      namespaces: [...copies].map(([namespace, copy]) => namespaceStatus(namespace, copy)),
    }),
    store: kvStore(kv, (namespace, text) => {
      const loaded = loadText(text, keyOf(namespace), { lastGood: undefined, context })
      keep(namespace, { ...loaded, text, readAt: now(), written: nextTurn() })
    }),
  }
}

const UNREAD = '\u0000'
