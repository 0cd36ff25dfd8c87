import {
  StaleWhileRevalidate,
  type StaleWhileRevalidateOptions,
} from '../../web/limits/stale-while-revalidate.ts'
import { NO_PATCHES, type PatchContext, type PatchSet } from '../document/parse.ts'
import { kvKey, type KeyValueStore, kvStore } from './kv-store.ts'
import { type LoadedPatches, loadText, namespaceStatus, type PatchSource } from './source.ts'

type CacheOptions = StaleWhileRevalidateOptions<string, CachedDocument>

/** Options of {@link kvPatches}. The others are those of its cache: changes in KV apply within `ttlMs`. */
export interface KvPatchesOptions extends Pick<CacheOptions, 'ttlMs' | 'waitUntil' | 'now'> {
  kv: KeyValueStore
  /** Context in which documents are validated. */
  context: PatchContext
  /** Timeout of KV reads in milliseconds; after it, the response uses the cached copy. */
  timeoutMs?: number
}

interface CachedDocument extends LoadedPatches {
  /** The document's text, used to detect changes; undefined if it could not be read. */
  text: string | null | undefined
}

/** Maximum number of namespaces cached per isolate, since clients choose the names. */
const MAX_NAMESPACES = 500

/** KV reads take a few milliseconds, or some hundred from distant locations. */
const DEFAULT_TIMEOUT_MS = 1000

/**
 * Patches from the KV keys `patches/{namespace}`, cached with stale-while-revalidate. Busy namespaces therefore never
 * wait for KV. If KV is unavailable, the last copy stays in use, with a warning.
 */
export function kvPatches({ kv, context, ...cacheOptions }: KvPatchesOptions): PatchSource {
  const parse = (namespace: string, text: string | null, lastGood?: PatchSet): CachedDocument => ({
    ...loadText(text, kvKey(namespace), { lastGood, context }),
    text,
  })
  const cache = new StaleWhileRevalidate<string, CachedDocument>({
    timeoutMs: DEFAULT_TIMEOUT_MS,
    maxEntries: MAX_NAMESPACES,
    ...cacheOptions,
    read: async (namespace, last) => {
      const text = await kv.get(kvKey(namespace))
      const copy = last()
      return copy?.text === text ? copy : parse(namespace, text, copy?.patches)
    },
    fallback: (namespace, { patches } = NOTHING_LOADED, reason) => {
      const used = patches === NO_PATCHES ? 'no patches' : 'the last copy'
      const warning = `${kvKey(namespace)} could not be read from KV, using ${used}: ${reason}`
      return { patches, warnings: [warning], text: undefined }
    },
  })
  return {
    load: (namespace) => cache.get(namespace),
    status: () => ({
      source: 'KV namespace MOCK_CONFIG, keys patches/{namespace}',
      namespaces: cache.entries().map(([namespace, copy]) => namespaceStatus(namespace, copy)),
    }),
    store: kvStore(kv, (namespace, text) => cache.set(namespace, parse(namespace, text))),
  }
}

const NOTHING_LOADED: CachedDocument = { patches: NO_PATCHES, warnings: [], text: undefined }
