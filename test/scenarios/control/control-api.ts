import { afterEach, describe, expect, test } from 'vitest'

/** A mock whose patches can be changed over HTTP. */
export interface WritableMock {
  /** Sends a request that may write. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
}

const NAMESPACES = ['team', 'other']
const firstDocument = { patches: [{ name: 'one', operation: 'listModels', status: 503 }] }
const secondDocument = { patches: [{ name: 'two', operation: 'listModels', status: 429 }] }

/**
 * Tests of the control API that take several requests, for any patch store.
 *
 * @param mock called when the first test runs
 */
export function describeControlApi(mock: () => WritableMock): void {
  const send = (path: string, init?: RequestInit) => mock().fetch(path, init)
  const put = (document: unknown, headers: Record<string, string> = {}, namespace = 'team') =>
    send(`/__mock/patches/${namespace}`, {
      method: 'PUT',
      headers,
      body: typeof document === 'string' ? document : JSON.stringify(document),
    })
  const get = (headers: Record<string, string> = {}) => send('/__mock/patches/team', { headers })
  const remove = (headers: Record<string, string> = {}, namespace = 'team') =>
    send(`/__mock/patches/${namespace}`, { method: 'DELETE', headers })
  const appliedPatches = async () => {
    const response = await send('/@team/v1/models')
    await response.text()
    return response.headers.get('x-mock-patches')
  }

  describe('the control API', () => {
    afterEach(async () => {
      await Promise.all(NAMESPACES.map((namespace) => remove({}, namespace)))
    })

    test('PUT and DELETE of a patch document apply to the next request', async () => {
      expect(await appliedPatches()).toBeNull()
      expect((await put(firstDocument)).status).toBe(201)
      expect(await appliedPatches()).toBe('one')
      expect((await put(secondDocument)).status).toBe(200)
      expect(await appliedPatches()).toBe('two')
      expect((await remove()).status).toBe(204)
      expect(await appliedPatches()).toBeNull()
      expect((await remove()).status).toBe(404)
    })

    test('GET returns the stored document byte for byte', async () => {
      const text = '{\n    "patches": [ ]\t}\n'
      const { headers } = await put(text)
      const response = await get()
      expect(await response.text()).toBe(text)
      expect(response.headers.get('content-type')).toBe('application/json')
      expect(response.headers.get('etag')).toBe(headers.get('etag'))
    })

    test('PUT returns an ETag derived from the content', async () => {
      const first = (await put(firstDocument)).headers.get('etag')
      expect(first).toMatch(/^"[^"]+"$/)
      expect((await put(secondDocument)).headers.get('etag')).not.toBe(first)
      expect((await put(firstDocument)).headers.get('etag')).toBe(first)
    })

    test('GET with a matching If-None-Match returns 304', async () => {
      const etag = (await put(firstDocument)).headers.get('etag') ?? ''
      for (const list of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const response = await get({ 'if-none-match': list })
        expect(response.status, list).toBe(304)
        expect(await response.text()).toBe('')
        expect(response.headers.get('etag')).toBe(etag)
      }
      expect((await get({ 'if-none-match': '"x"' })).status).toBe(200)
    })

    test('PUT with an outdated If-Match returns 412', async () => {
      const etag = (await put(firstDocument)).headers.get('etag') ?? ''
      expect((await put(secondDocument, { 'if-match': etag })).status).toBe(200)
      const late = await put(firstDocument, { 'if-match': etag })
      expect(late.status).toBe(412)
      expect(await late.json()).toMatchObject({ error: { code: 'precondition_failed' } })
      expect(await appliedPatches()).toBe('two')
    })

    test('concurrent PUTs with the same If-Match succeed once', async () => {
      const etag = (await put(firstDocument)).headers.get('etag') ?? ''
      const responses = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          put(
            { patches: [{ name: `writer ${index}`, operation: 'listModels', status: 503 }] },
            { 'if-match': etag },
          ),
        ),
      )
      const statuses = responses.map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 412)).toHaveLength(7)
      expect(await appliedPatches()).toBe(`writer ${statuses.indexOf(200)}`)
    })

    test('concurrent PUTs with If-None-Match: * succeed once', async () => {
      const responses = await Promise.all(
        Array.from({ length: 8 }, () => put(firstDocument, { 'if-none-match': '*' })),
      )
      expect(responses.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(responses.filter(({ status }) => status === 412)).toHaveLength(7)
    })

    test('If-Match of a missing document returns 412', async () => {
      expect((await put(firstDocument, { 'if-match': '*' })).status).toBe(412)
      expect((await remove({ 'if-match': '"x"' })).status).toBe(412)
    })

    test('DELETE honors If-Match', async () => {
      const etag = (await put(firstDocument)).headers.get('etag') ?? ''
      expect((await remove({ 'if-match': '"x"' })).status).toBe(412)
      expect((await remove({ 'if-match': `W/${etag}` })).status).toBe(412)
      expect((await remove({ 'if-match': etag })).status).toBe(204)
    })

    test('GET /__mock/namespaces lists the namespaces that have a document', async () => {
      await Promise.all([put(firstDocument), put(secondDocument, {}, 'other')])
      expect(await (await send('/__mock/namespaces')).json()).toEqual({ namespaces: ['other', 'team'] })
    })

    test('PUT rejects a document with issues and keeps the stored one', async () => {
      await put(firstDocument)
      const response = await put({
        patches: [{ staus: 503 }, ...secondDocument.patches, { operation: 'listModel' }],
      })
      expect(response.status).toBe(422)
      expect(await response.json()).toMatchObject({
        error: {
          type: 'invalid_request_error',
          code: 'invalid_patch_document',
          errors: [{ code: 'invalid_patch_document' }, { code: 'invalid_patch_document' }],
        },
      })
      expect(await appliedPatches()).toBe('one')
    })

    test.each([
      ['truncated JSON', '{ "patches": [', 400, /is not JSON/],
      ['an empty body', '', 400, /is not JSON/],
      ['an array', '[]', 422, /is an array; "patches" must be a member/],
      [
        'excessive nesting',
        `{"patches":[{"body":${'['.repeat(300)}${']'.repeat(300)}}]}`,
        400,
        /nested deeper than 200 levels/,
      ],
      ['a document over the size limit', ' '.repeat(5_000_001), 413, /size limit/],
    ])('PUT rejects %s', async (_, text, status, message) => {
      const response = await put(text)
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(message) } })
    })
  })
}
