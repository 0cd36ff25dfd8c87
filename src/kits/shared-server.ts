import { startServer } from '../runtimes/node/start-server.ts'
import { runningServer, type SharedServer } from './running-server.ts'

/**
 * Returns the mock that the variable `OPENAI_MOCK_URL` names, or starts one on a free port of this process.
 *
 * Requests from the same process and machine may change its namespaces without a token.
 */
export async function sharedServer(): Promise<SharedServer> {
  return runningServer() ?? startServer()
}
