import type { SharedUsage, StateLimits } from '../../../state/quota.ts'
import { Store } from '../../../state/store.ts'
import type { Engine } from '../../../state/sql.ts'
import type { NamespaceUse } from '../../../pipeline/incoming.ts'
import { memoryEngine } from './database-engine.ts'

/** Default limits on Node: of all namespaces together, and of one. */
const NODE_LIMITS: StateLimits = { maxBytes: 256 * 1024 * 1024, maxObjects: 200_000 }

/** Maximum number of open namespaces, since clients choose the names. */
const MAX_NAMESPACES = 1000

/** A namespace used within this time is never closed. */
const MIN_IDLE_MS = 60_000

/** Options of {@link namespaceStores}. */
export interface NamespaceStoresOptions {
  limits: Partial<StateLimits>
  /** Opens a durable database. By default databases are in memory. */
  durable?: ((namespace: string) => Engine) | undefined
  /** Called when the objects of an idle namespace in memory are dropped. */
  onDrop?: (namespace: string) => void
  /** Milliseconds, as `Date.now`. */
  clock?: () => number
}

/** The stores of all namespaces of one process. */
export interface NamespaceStores {
  /** @returns the store of a namespace, opened if necessary */
  store(namespace: string): Store
  /** @returns the open namespaces that have objects */
  used(): NamespaceUse[]
  close(): void
}

/**
 * Creates the stores of a process. The namespace that is idle longest is closed when there are too many: a durable
 * database keeps its objects, one in memory loses them.
 */
export function namespaceStores({
  limits,
  durable,
  onDrop = () => {},
  clock = Date.now,
}: NamespaceStoresOptions): NamespaceStores {
  const shared: SharedUsage = { bytes: 0 }
  /** In the order of their last use. */
  const open = new Map<string, { store: Store; lastUse: number }>()
  const closeOldest = (now: number): void => {
    for (const [namespace, { store, lastUse }] of open) {
      if (open.size < MAX_NAMESPACES || now - lastUse < MIN_IDLE_MS) {
        return
      }
      open.delete(namespace)
      if (durable === undefined && store.usage.objects > 0) {
        onDrop(namespace)
      }
      store.close()
    }
  }
  return {
    store(namespace) {
      const now = clock()
      const known = open.get(namespace)
      if (known !== undefined) {
        open.delete(namespace)
        open.set(namespace, { store: known.store, lastUse: now })
        return known.store
      }
      closeOldest(now)
      const engine = durable?.(namespace) ?? memoryEngine()
      const store = new Store({ namespace, engine, limits: { ...NODE_LIMITS, ...limits }, shared })
      open.set(namespace, { store, lastUse: now })
      return store
    },
    used: () =>
      [...open]
        .map(([namespace, { store, lastUse }]) => ({
          namespace,
          ...store.usage,
          lastUse: new Date(lastUse).toISOString(),
        }))
        .filter(({ objects }) => objects > 0),
    close: () => {
      for (const { store } of open.values()) {
        store.close()
      }
      open.clear()
    },
  }
}
