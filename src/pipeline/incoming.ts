import type { Connection } from '../web/http/connection.ts'
import type { Journal } from '../journal/journal.ts'
import type { Store } from '../state/store.ts'

/** How a runtime reaches the kept objects of a namespace. */
export interface MemorySource {
  /** @returns the store, or undefined if it is not in this process */
  store: (namespace: string) => Store | undefined
  /** @returns the recorded requests, or undefined if they are not in this process */
  journal: (namespace: string) => Journal | undefined
  /** Whether requests are recorded unless the settings of a namespace differ. */
  isJournalDefault: boolean
  /**
   * Sends a request to the process that has the store. Absent if this process has it.
   *
   * @returns its response, or the reason that it cannot be reached
   */
  forward?: (message: ForwardedRequest) => Promise<Response | { unreachable: string }>
  /** @returns the namespaces with open stores */
  used?: () => NamespaceUse[]
}

/** A request whose body may have been read already. */
export interface ForwardedRequest {
  namespace: string
  request: Request
  /** The decompressed body, if it was read; empty if there is none. */
  bytes?: Uint8Array<ArrayBuffer>
}

/** The kept objects of a namespace. */
export interface NamespaceUse {
  namespace: string
  objects: number
  bytes: number
  /** ISO 8601 time. */
  lastUse: string
}

/** The initial objects of namespaces. */
export interface Seeds {
  /**
   * Loads the seed of a namespace.
   *
   * @returns its issues, one sentence each
   */
  plant(store: Store, namespace: string): Promise<string[]>
  /** Loads the seed if the namespace was never used. */
  plantIfUnused(store: Store, namespace: string): Promise<string[]>
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
