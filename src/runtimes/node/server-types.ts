import type { PatchDocument } from '../../patches/document/types.ts'
import type { Settings } from '../../settings.ts'

/** Options of a server. */
export interface ServerOptions {
  /** Port to listen on. By default the system picks a free one. */
  port?: number
  /** Address to listen on. Defaults to `127.0.0.1`. */
  hostname?: string
  /** Patches of all namespaces, or the path of a folder with files `{namespace}.json`. By default there are none. */
  patches?: PatchDocument | string
  /** Folder in which created objects are kept across restarts. By default they are kept in memory. */
  state?: string
  /** Folder of the initial objects, with files `{namespace}.json`. By default there are none. */
  seeds?: string
  /** Keys and limits: `{ apiKeys: ['sk-one'] }`, `{ auth: false }`. */
  settings?: Partial<Settings>
}

/** A mock that listens on a port. */
export interface MockServer {
  /** URL of the server, such as `http://127.0.0.1:4010`. Append `/v1` for `OPENAI_BASE_URL`. */
  url: string
  /** Stops accepting connections, and resolves when the running responses are complete. */
  close: () => Promise<void>
}
