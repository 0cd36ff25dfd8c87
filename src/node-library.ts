import type { MockServer, ServerOptions } from './runtimes/node/server-types.ts'
import { startServer as start } from './runtimes/node/start-server.ts'

export type { MockServer, ServerOptions } from './runtimes/node/server-types.ts'

/**
 * Starts the mock on a port of this process. Entry point `openai-edge-mock/node`.
 *
 * @throws {Error} if the port is not available, with Node's `code`, such as `EADDRINUSE`
 * @example
 * const server = await startServer({ patches: 'patches' })
 * const client = new OpenAI({ apiKey: 'any-key', baseURL: `${server.url}/v1` })
 * await server.close()
 */
export function startServer(options: ServerOptions = {}): Promise<MockServer> {
  return start(options)
}
