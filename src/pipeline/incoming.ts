import type { Connection } from '../web/http/connection.ts'
import type { Call } from '../request/call.ts'
import type { Store } from '../state/store.ts'

/** How a runtime reaches the kept objects of a namespace. */
export interface MemorySource {
  /** @returns the store, or undefined if it is not in this process */
  store: (namespace: string) => Store | undefined
  /**
   * Sends a request to the process that has the store.
   *
   * @returns its response, or the reason that it cannot be reached
   */
  forward?: (call: Call) => Promise<Response | { unreachable: string }>
}

/** The surroundings of one request. */
export interface Incoming {
  /** The connection of the response. */
  connection: Connection
  /** The kept objects. Defaults to none, for requests that are explained or tried instead of sent. */
  memory?: MemorySource
  /** Sends another request to the mock, as if a client sent it. Required with `memory`. */
  send?: (request: Request) => Promise<Response>
}
