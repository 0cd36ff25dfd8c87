import { startServer } from '../runtimes/node/start-server.ts'

/** A mock for all tests of a process. */
export interface SharedServer {
  url: string
  /** Stops the mock if it was started here. */
  close: () => Promise<void>
}

/**
 * Returns the mock that the variable `OPENAI_MOCK_URL` names, or starts one on a free port of this process.
 *
 * Requests from the same process and machine may change its namespaces without a token.
 */
export async function sharedServer(): Promise<SharedServer> {
  const url = process.env['OPENAI_MOCK_URL']
  if (url !== undefined && url !== '') {
    return { url, close: async () => {} }
  }
  return startServer()
}
