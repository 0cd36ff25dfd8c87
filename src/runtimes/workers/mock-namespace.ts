import { DurableObject } from 'cloudflare:workers'
import type { Hono } from 'hono'
import type { StateLimits } from '../../state/quota.ts'
import { Store } from '../../state/store.ts'
import { durableEngine } from './durable-sql.ts'
import { ALIVE_PATH, ObjectBindings } from './memory-source.ts'

/** Default limits of a namespace on Workers. */
export const WORKER_LIMITS: StateLimits = { maxBytes: 100_000_000, maxObjects: 50_000 }

/** The lifetime of an idle namespace, if `STATE_TTL_SECONDS` is not set. */
const DEFAULT_TTL_SECONDS = 7 * 24 * 60 * 60

/** The lifetime of a namespace of tests, which is named `t-...`. */
const TEST_TTL_SECONDS = 60 * 60

/** The alarm is set anew at most this often, since setting it is a write. */
const ALARM_INTERVAL_MS = 30 * 60 * 1000

/** Configuration of {@link namespaceClass}. */
export interface NamespaceOptions {
  app: Hono
  limits: StateLimits
  ttlSeconds?: number | undefined
}

/**
 * Creates the class of the Durable Objects that hold the objects of one namespace each. An object runs the same app as
 * the Worker, with the store at hand.
 */
export function namespaceClass({ app, limits, ttlSeconds = DEFAULT_TTL_SECONDS }: NamespaceOptions) {
  return class MockNamespace extends DurableObject {
    #bindings: ObjectBindings | undefined
    #alarmSetAt = 0
    #ttlSeconds = ttlSeconds

    override async fetch(request: Request): Promise<Response> {
      if (new URL(request.url).pathname === ALIVE_PATH) {
        return new Response(null, { status: 204 })
      }
      const namespace = request.headers.get('x-mock-namespace') ?? ''
      if (namespace.startsWith('t-')) {
        this.#ttlSeconds = Math.min(ttlSeconds, TEST_TTL_SECONDS)
      }
      this.#bindings ??= new ObjectBindings(
        new Store({ namespace, engine: durableEngine(this.ctx.storage), limits }),
      )
      const response = await app.fetch(request, this.#bindings)
      await this.#postpone(this.#bindings.store)
      return response
    }

    /** Deletes the objects of a namespace that was idle for too long. */
    override async alarm(): Promise<void> {
      this.#bindings = undefined
      await this.ctx.storage.deleteAll()
    }

    /** Postpones the end of a namespace in use; one without objects has none. */
    async #postpone(store: Store): Promise<void> {
      const now = Date.now()
      if (store.reader() !== undefined && now - this.#alarmSetAt > ALARM_INTERVAL_MS) {
        this.#alarmSetAt = now
        await this.ctx.storage.setAlarm(now + this.#ttlSeconds * 1000)
      }
    }
  }
}
