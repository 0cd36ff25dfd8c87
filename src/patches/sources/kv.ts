import { errorMessage } from '../../web/error-message.ts'
import { within } from '../../web/limits/timeout.ts'
import { keyOf, type KeyValueStore, kvStore } from './kv-store.ts'
import { NO_PATCHES, type PatchContext } from '../document/parse.ts'
import { type LoadedPatches, loadText, namespaceStatus, type PatchSource } from './source.ts'

/** Options of {@link kvPatches}. */
export interface KvPatchesOptions {
  kv: KeyValueStore
  /** Context in which documents are validated. */
  context: PatchContext
  /** Cache lifetime in milliseconds: changes in KV apply within this time. */
  timeToLive: number
  /** Keeps work running after the response: `waitUntil` on Workers. */
  background: (work: Promise<unknown>) => void
  /** Timeout of KV reads in milliseconds; after it, the response uses the cached copy. */
  patience?: number
  /** Returns the current time in milliseconds. */
  now?: () => number
}

interface Copy extends LoadedPatches {
  /** The document's text, used to detect changes. */
  text: string | null
  /** Time of the read, in milliseconds. */
  readAt: number
  /** Sequence number of a local write; reads that started earlier are discarded. */
  written?: number
}

/** Maximum number of namespaces cached per isolate, since clients choose the names. */
const MOST_NAMESPACES = 500

/** KV reads take a few milliseconds, or some hundred from distant locations. */
const PATIENCE_MS = 1000

/**
 * Patches from the KV keys `patches/{namespace}`, cached with stale-while-revalidate: fresh for half the lifetime, then
 * served while refreshing in the background, and after the lifetime re-read before responding. Busy namespaces
 * therefore never wait for KV. If KV is unavailable, the last copy stays in use.
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

  /** Returns the last copy with a warning. Its text is unset, so that the next successful read replaces the warning. */
  const withoutKv = (namespace: string, reason: string): Copy => {
    const patches = copies.get(namespace)?.patches ?? NO_PATCHES
    const instead = patches === NO_PATCHES ? 'no patches' : 'the last copy'
    const warning = `${keyOf(namespace)} could not be read from KV, using ${instead}: ${reason}`
    return { patches, warnings: [warning], text: UNREAD, readAt: now() }
  }

  /** Concurrent requests share one read. */
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

  /** Each request has its own timeout: a read shared with another request ends with that request on Workers. */
  const readInTime = async (namespace: string): Promise<Copy> => {
    const started = readOnce(namespace)
    const copy = await within(patience, started)
    if (copy !== undefined) {
      return copy
    }
    background(started)
    // The next request starts a new read, since this one may never settle.
    reading.delete(namespace)
    return keep(namespace, withoutKv(namespace, `no response within ${patience} ms`))
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
