import { errorMessage } from '../../web/error-message.ts'
import { type PatchStore, StoreError, withStoreErrors } from './store.ts'

/** The used subset of a KV namespace binding. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>
  put(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
  list(options: { prefix: string; cursor?: string | null }): Promise<KeyList>
}

/** One page of keys of a KV namespace. */
export type KeyList = { keys: { name: string }[] } & (
  { list_complete: true } | { list_complete: false; cursor: string }
)

/** Maximum number of pages listed. A page has 1,000 names; Workers on the free plan are limited to 50 subrequests. */
const MAX_PAGES = 40

/**
 * Stores documents under the KV keys `patches/{namespace}`.
 *
 * @param onChange called on each change, so that this isolate sees it immediately
 */
export function kvStore(
  kv: KeyValueStore,
  onChange: (namespace: string, text: string | null) => void,
): PatchStore {
  return {
    read: async (namespace) => {
      const origin = kvKey(namespace)
      const text = await withStoreErrors(() => kv.get(origin), kvError(`${origin} could not be read from KV`))
      return text === null ? undefined : { text, mediaType: 'application/json', origin }
    },
    write: async (namespace, text) => {
      const key = kvKey(namespace)
      await withStoreErrors(() => kv.put(key, text), kvError(`${key} could not be written to KV`))
      onChange(namespace, text)
    },
    remove: async (namespace) => {
      const key = kvKey(namespace)
      await withStoreErrors(() => kv.delete(key), kvError(`${key} could not be removed from KV`))
      onChange(namespace, null)
    },
    list: () => withStoreErrors(() => namespacesIn(kv), kvError('the keys of KV could not be listed')),
  }
}

async function namespacesIn(kv: KeyValueStore): Promise<string[]> {
  const prefix = kvKey('')
  const names: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const list = await kv.list({ prefix, ...(cursor !== undefined && { cursor }) })
    names.push(...list.keys.map(({ name }) => name.slice(prefix.length)))
    if (list.list_complete) {
      break
    }
    cursor = list.cursor
  }
  return names.toSorted()
}

/** @param failure what could not be done */
function kvError(failure: string): (error: unknown) => StoreError {
  return (error) => {
    const message = `${failure}: ${errorMessage(error)}. KV allows one write per second per key.`
    return new StoreError('unavailable', message, error)
  }
}

/** Returns the KV key of a namespace's document. */
export function kvKey(namespace: string): string {
  return `patches/${namespace}`
}
