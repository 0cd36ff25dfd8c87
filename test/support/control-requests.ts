/** A patch document for tests of the control API, as a request body. */
export const body = JSON.stringify({ patches: [{ name: 'one', operation: 'listModels', status: 503 }] })

/** @returns the request with an API key */
export function withKey(init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers)
  headers.set('authorization', 'Bearer sk-test')
  return { ...init, headers }
}
