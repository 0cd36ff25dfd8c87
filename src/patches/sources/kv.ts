import { errorMessage } from '../../web/error-message.ts'
import { BoundedMap } from '../../web/limits/bounded-map.ts'
import { withTimeout } from '../../web/limits/timeout.ts'
import { kvKey, type KeyValueStore, kvStore } from './kv-store.ts'
import { NO_PATCHES, type PatchContext } from '../document/parse.ts'
import { type LoadedPatches, loadText, namespaceStatus, type PatchSource } from './source.ts'

/** Options of {@link kvPatches}. */
export interface KvPatchesOptions {
  kv: KeyValueStore
  /** Context in which documents are validated. */
  context: PatchContext
  /** Cache lifetime in milliseconds: changes in KV apply within this time. */
  ttlMs: number
  /** Keeps work running after the response: `waitUntil` on Workers. */
  waitUntil: (work: Promise<unknown>) => void
  /** Timeout of KV reads in milliseconds; after it, the response uses the cached copy. */
  timeoutMs?: number
  /** Returns the current time in milliseconds. */
  now?: () => number
}

interface CachedDocument extends LoadedPatches {
  /** The document's text, used to detect changes. */
  text: string | null
  /** Time of the read, in milliseconds. */
  readAt: number
  /** Sequence number of a local write; reads that started earlier are discarded. */
  writeSequence?: number
}

/** Maximum number of namespaces cached per isolate, since clients choose the names. */
const MAX_NAMESPACES = 500

/** KV reads take a few milliseconds, or some hundred from distant locations. */
const DEFAULT_TIMEOUT_MS = 1000

/**
 * Patches from the KV keys `patches/{namespace}`, cached with stale-while-revalidate: fresh for half the lifetime, then
 * served while refreshing in the background, and after the lifetime re-read before responding. Busy namespaces
 * therefore never wait for KV. If KV is unavailable, the last copy stays in use.
 */
export function kvPatches(options: KvPatchesOptions): PatchSource {
  const { kv, context, ttlMs, waitUntil, timeoutMs = DEFAULT_TIMEOUT_MS, now = Date.now } = options
  const cache = new BoundedMap<string, CachedDocument>(MAX_NAMESPACES)
  const pendingReads = new Map<string, Promise<CachedDocument>>()
  let sequence = 0
  const nextSequence = () => (sequence += 1)

  const remember = (namespace: string, copy: CachedDocument): CachedDocument => {
    cache.set(namespace, copy)
    return copy
  }

  const read = async (namespace: string): Promise<CachedDocument> => {
    const key = kvKey(namespace)
    const startSequence = nextSequence()
    try {
      const text = await kv.get(key)
      const last = cache.get(namespace)
      if (last?.writeSequence !== undefined && last.writeSequence > startSequence) {
        return last
      }
      return remember(
        namespace,
        last !== undefined && last.text === text
          ? { ...last, readAt: now() }
          : { ...loadText(text, key, { lastGood: last?.patches, context }), text, readAt: now() },
      )
    } catch (error) {
      return remember(namespace, fallbackCopy(namespace, errorMessage(error)))
    }
  }

  /** Returns the last copy with a warning. Its text is unset, so that the next successful read replaces the warning. */
  const fallbackCopy = (namespace: string, reason: string): CachedDocument => {
    const patches = cache.get(namespace)?.patches ?? NO_PATCHES
    const fallbackName = patches === NO_PATCHES ? 'no patches' : 'the last copy'
    const warning = `${kvKey(namespace)} could not be read from KV, using ${fallbackName}: ${reason}`
    return { patches, warnings: [warning], text: UNREAD_TEXT, readAt: now() }
  }

  /** Concurrent requests share one read. */
  const readOnce = (namespace: string): Promise<CachedDocument> => {
    const pending = pendingReads.get(namespace)
    if (pending !== undefined) {
      return pending
    }
    const started = read(namespace).finally(() => {
      if (pendingReads.get(namespace) === started) {
        pendingReads.delete(namespace)
      }
    })
    pendingReads.set(namespace, started)
    return started
  }

  /** Each request has its own timeout: a read shared with another request ends with that request on Workers. */
  const readWithTimeout = async (namespace: string): Promise<CachedDocument> => {
    const started = readOnce(namespace)
    const copy = await withTimeout(timeoutMs, started)
    if (copy !== undefined) {
      return copy
    }
    waitUntil(started)
    // The next request starts a new read, since this one may never settle.
    pendingReads.delete(namespace)
    return remember(namespace, fallbackCopy(namespace, `no response within ${timeoutMs} ms`))
  }

  return {
    load(namespace) {
      const copy = cache.get(namespace)
      const age = copy === undefined ? Infinity : now() - copy.readAt
      if (copy === undefined || age >= ttlMs) {
        return readWithTimeout(namespace)
      }
      if (age >= ttlMs / 2) {
        waitUntil(readOnce(namespace))
      }
      return copy
    },
    status: () => ({
      source: 'KV namespace MOCK_CONFIG, keys patches/{namespace}',
      namespaces: [...cache].map(([namespace, copy]) => namespaceStatus(namespace, copy)),
    }),
    store: kvStore(kv, (namespace, text) => {
      const loaded = loadText(text, kvKey(namespace), { lastGood: undefined, context })
      remember(namespace, { ...loaded, text, readAt: now(), writeSequence: nextSequence() })
    }),
  }
}

const UNREAD_TEXT = '\u0000'
