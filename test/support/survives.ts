import { expect } from 'vitest'
import type { HostileRequest } from './hostile-requests.ts'

/**
 * Sends a hostile request, and expects an answer that is no fault of the server, and the API's envelope around a refusal.
 *
 * @param fetch sends to the server under test
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
