import { expect } from 'vitest'
import type { HostileRequest } from './hostile-requests.ts'

/**
 * Sends a hostile request and expects a status below 500, with any error in the API's envelope.
 *
 * @param fetch sends a request to the server under test
 */
export async function expectSurvival(
  { method, path, headers, body }: HostileRequest,
  fetch: (path: string, init: RequestInit) => Promise<Response>,
): Promise<void> {
  const response = await fetch(path, { method, headers, body, redirect: 'manual' })
  const text = await response.text()
  expect(response.status, text).toBeLessThan(500)
  if (response.status >= 400 && method !== 'HEAD') {
    expect(JSON.parse(text)).toMatchObject({
      error: { message: expect.any(String), type: expect.any(String) },
    })
  }
}
