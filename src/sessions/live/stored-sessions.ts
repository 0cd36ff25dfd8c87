import type { JsonObject } from '../../web/json/json.ts'

/** The part of a GPT-Live session that its forks inherit. */
export interface StoredSession {
  /** The session as `session.started` returned it, with its updates. */
  session: JsonObject
  /** The conversation, as input items. */
  items: readonly JsonObject[]
}

/** Maximum number of sessions that can be forked. The oldest ones are forgotten. */
const MAX_SESSIONS = 1000

/** The GPT-Live sessions of this process, by namespace and id. */
export class StoredSessions {
  readonly #sessions = new Map<string, () => StoredSession>()

  /** @param read returns the session as it is now */
  add({ namespace, id }: { namespace: string; id: string }, read: () => StoredSession): void {
    this.#sessions.set(keyOf(namespace, id), read)
    if (this.#sessions.size > MAX_SESSIONS) {
      for (const [oldest] of this.#sessions) {
        this.#sessions.delete(oldest)
        break
      }
    }
  }

  /** @returns the session, or undefined if the namespace has none with that id */
  find(namespace: string, id: string): StoredSession | undefined {
    return this.#sessions.get(keyOf(namespace, id))?.()
  }
}

function keyOf(namespace: string, id: string): string {
  return `${namespace}/${id}`
}
