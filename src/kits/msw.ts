import { http, type HttpHandler } from 'msw'
import { createMock, type InProcessMock } from '../runtimes/in-process/create-mock.ts'

/** Options of {@link handlers}. */
export interface HandlerOptions {
  /** The mock that answers. Defaults to a new one; pass your own to set patches. */
  mock?: Pick<InProcessMock, 'fetch'>
  /** The origin whose requests are answered. */
  origin?: string
}

/**
 * Request handlers for Mock Service Worker: every request to OpenAI's API is answered by the mock, in the same process.
 *
 * @example
 * const mock = createMock()
 * const server = setupServer(...handlers({ mock }))
 */
export function handlers({
  mock = createMock(),
  origin = 'https://api.openai.com',
}: HandlerOptions = {}): HttpHandler[] {
  return [http.all(`${origin}/*`, ({ request }) => mock.fetch(request))]
}
