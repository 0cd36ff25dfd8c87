import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeControlApi } from '../../scenarios/control/control-api.ts'
import { type RunningServer, startServer } from '../../support/server.ts'
import { body, withKey } from '../../support/control-requests.ts'

describe('control API with patch files', () => {
  let server: RunningServer

  beforeAll(async () => {
    server = await startServer()
  })

  afterAll(async () => {
    await server.stop()
  })

  describeControlApi(() => ({ fetch: (path, init) => fetch(server.url + path, withKey(init)) }))

  const put = (namespace: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/__mock/patches/${namespace}`, withKey({ method: 'PUT', headers, body }))

  test('PUT /__mock/patches writes the document to a file and leaves no temporary file', async () => {
    expect((await put('written')).status).toBe(201)
    expect(await readFile(join(server.patchesFolder, 'written.json'), 'utf8')).toBe(body)
    expect((await readdir(server.patchesFolder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('a namespace in a YAML file can be read but not written', async () => {
    const text = 'patches: [] # for now\n'
    await writeFile(join(server.patchesFolder, 'byhand.yaml'), text)
    const url = `${server.url}/__mock/patches/byhand`
    const read = await fetch(url, withKey())
    expect([await read.text(), read.headers.get('content-type')]).toEqual([text, 'application/yaml'])
    for (const method of ['PUT', 'DELETE']) {
      const response = await fetch(url, withKey({ method, ...(method === 'PUT' && { body }) }))
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({
        error: {
          message: expect.stringMatching(/^The namespace 'byhand' is defined in the YAML file byhand\.yaml/),
        },
      })
    }
    expect(await (await fetch(`${server.url}/__mock/namespaces`, withKey())).json()).toMatchObject({
      namespaces: expect.arrayContaining(['byhand']),
    })
  })

  test('PUT /__mock/patches fails with not_writable if the folder cannot be created', async () => {
    const folder = join(server.patchesFolder, 'taken')
    await writeFile(folder, 'a file where the folder should be')
    const blocked = await startServer({ PATCHES_DIR: join(folder, 'patches') })
    try {
      const response = await fetch(`${blocked.url}/__mock/patches/a`, withKey({ method: 'PUT', body }))
      expect(response.status).toBe(409)
      expect(await response.json()).toMatchObject({
        error: { message: expect.stringMatching(/cannot be/), code: 'not_writable' },
      })
    } finally {
      await blocked.stop()
    }
  })

  describe('writes without a token', () => {
    test.each([
      ['a proxy with X-Forwarded-For', { 'x-forwarded-for': '127.0.0.1' }, /MOCK_ADMIN_TOKEN/],
      ['a proxy with Forwarded', { forwarded: 'for=127.0.0.1' }, /MOCK_ADMIN_TOKEN/],
      ['a page from another site', { origin: 'https://attacker.test' }, /page of another origin/],
      ['a page with a null origin', { origin: 'null' }, /page of another origin/],
      ['a page of another port', { origin: 'http://localhost:3000' }, /page of another origin/],
      ['a page on a rebound DNS name', { host: 'attacker.test' }, /not a name of this machine/],
      [
        'a page on a rebound DNS name that starts with localhost',
        { host: 'localhost.attacker.test:4010' },
        /not a name of this machine/,
      ],
    ])('%s cannot write patches without a token', async (_, headers, message) => {
      const { status, text } = await sendRaw(server, headers)
      expect(status).toBe(403)
      expect(text).toMatch(message)
    })

    test.each([
      ['a local program', {}],
      ['a local program that uses the name localhost', { host: 'localhost:4010' }],
      ['a page of the mock', { host: 'localhost:4010', origin: 'http://localhost:4010' }],
    ])('%s can write patches without a token', async (_, headers) => {
      expect((await sendRaw(server, headers)).status).toBeLessThan(300)
    })
  })
})

/** Sends a request with `node:http`, because fetch does not allow setting `host` and `origin`. */
async function sendRaw({ url }: RunningServer, headers: Record<string, string>) {
  const sent = request(`${url}/__mock/patches/raw`, { method: 'PUT', headers })
  sent.end(body)
  const [response] = await once(sent, 'response')
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) {
    text += chunk
  }
  return { status: response.statusCode as number, text }
}
