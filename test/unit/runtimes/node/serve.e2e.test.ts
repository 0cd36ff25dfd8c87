import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../../../support/server.ts'

const project = resolve(import.meta.dirname, '../../../..')
const chatBody = JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] })
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
let server: RunningServer | undefined

afterEach(async () => {
  await server?.stop()
  server = undefined
})

async function completionText({ url }: RunningServer): Promise<string> {
  const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body: chatBody })
  const body: { choices: { message: { content: string } }[] } = JSON.parse(await response.text())
  return body.choices[0]?.message.content ?? ''
}

describe('Node server', () => {
  test('saving or removing a patch file changes the next response', async () => {
    server = await startServer()
    const file = join(server.patchesFolder, 'default.json')
    const say = async (content: string) =>
      writeFile(
        file,
        JSON.stringify({
          patches: [
            {
              operation: 'createChatCompletion',
              patch: [{ op: 'replace', path: '/choices/0/message/content', value: content }],
            },
          ],
        }),
      )
    expect(await completionText(server)).toBe('Hello! How can I assist you today?')
    await say('one')
    expect(await completionText(server)).toBe('one')
    await say('two')
    expect(await completionText(server)).toBe('two')
    await rm(file)
    expect(await completionText(server)).toBe('Hello! How can I assist you today?')
  })

  test('a broken patch file keeps the last valid patches in use', async () => {
    server = await startServer()
    const file = join(server.patchesFolder, 'default.json')
    await writeFile(file, JSON.stringify({ patches: [{ name: 'good', status: 503 }] }))
    expect((await fetch(`${server.url}/v1/models`, { headers })).status).toBe(503)
    await writeFile(file, '{ "patches": [')
    const response = await fetch(`${server.url}/v1/models`, { headers })
    expect(response.status).toBe(503)
    expect(response.headers.get('x-mock-warning')).toMatch(/default\.json is not JSON/)
  })

  test('a patch file over the size limit keeps the last valid patches in use and degrades the status', async () => {
    server = await startServer()
    const file = join(server.patchesFolder, 'default.json')
    await writeFile(file, JSON.stringify({ patches: [{ name: 'good', status: 503 }] }))
    expect((await fetch(`${server.url}/v1/models`, { headers })).status).toBe(503)
    await writeFile(file, ' '.repeat(5_000_001))
    const response = await fetch(`${server.url}/v1/models`, { headers })
    expect(response.status).toBe(503)
    const warning = 'default.json is ignored: it has 5000001 characters, the limit is 5000000'
    expect(response.headers.get('x-mock-warning')).toBe(warning)
    expect(await (await fetch(`${server.url}/__mock/status`)).json()).toMatchObject({
      status: 'degraded',
      patches: { namespaces: [{ namespace: 'default', warnings: [warning] }] },
      warnings: [warning],
    })
  })

  test('an unreadable patch file leaves responses unpatched and adds a warning', async () => {
    server = await startServer()
    await mkdir(join(server.patchesFolder, 'default.json'))
    const response = await fetch(`${server.url}/v1/models`, { headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-mock-warning')).toMatch(/the patches of default could not be read/)
  })

  test('MOCK_API_KEYS restricts the accepted API keys', async () => {
    server = await startServer({ MOCK_API_KEYS: 'sk-one, sk-two' })
    const statusWith = async (key: string) =>
      (await fetch(`${server?.url}/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status
    expect(await Promise.all(['sk-one', 'sk-two', 'sk-test'].map(statusWith))).toEqual([200, 200, 401])
  })

  test('MOCK_AUTH=off accepts requests without a key', async () => {
    server = await startServer({ MOCK_AUTH: 'off' })
    expect((await fetch(`${server.url}/v1/models`)).status).toBe(200)
  })

  test('each request is logged as one JSON line without its key, query or body', async () => {
    server = await startServer()
    const secret = 'secret-4711'
    await fetch(`${server.url}/v1/chat/completions?api_key=${secret}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'api-key': secret },
      body: JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: secret }] }),
    })
    await server.stop()
    const lines = server.output().trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({
      level: 'info',
      method: 'POST',
      path: '/v1/chat/completions',
      status: 200,
      operation: 'createChatCompletion',
      requestId: expect.stringMatching(/^req_/),
    })
    expect(server.output()).not.toContain(secret)
    server = undefined
  })

  test('LOG=off prints only the listening address', async () => {
    server = await startServer({ LOG: 'off' })
    await fetch(`${server.url}/v1/models`)
    await server.stop()
    expect(server.output()).toMatch(/^openai-edge-mock listens on .*\n$/)
    server = undefined
  })

  test('unread standard output does not block the server', async () => {
    server = await startServer()
    server.process.stdout?.pause()
    const path = `/v1/${'x'.repeat(400)}`
    for (let round = 0; round < 40; round += 1) {
      await Promise.all(Array.from({ length: 25 }, () => fetch(`${server?.url}${path}`)))
    }
    expect((await fetch(`${server.url}/__mock/health`)).status).toBe(200)
  })

  test('SIGTERM stops the server despite a keep-alive connection', async () => {
    server = await startServer()
    await fetch(`${server.url}/v1/models`, { headers })
    server.process.kill('SIGTERM')
    expect(await once(server.process, 'exit')).toEqual([0, null])
  })

  test('a port in use is reported in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const child = spawn(process.execPath, [resolve(project, 'dist/node.js')], {
      env: { ...process.env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk
    })
    const [code] = await once(child, 'close')
    other.close()
    expect(code).toBe(1)
    expect(errors).toBe(
      `openai-edge-mock cannot listen on 127.0.0.1:${port}: port ${port} is in use; set PORT to another port or stop the other process\n`,
    )
  })

  test.each([
    [{ PORT: 'http' }, 'PORT is "http"; expected a port number from 0 to 65535\n'],
    [
      { MOCK_AUTH: 'no', MOCK_STRICT: 'yes', MAX_BODY_BYTES: '10MB', LOG: 'loud' },
      'MOCK_AUTH is "no"; expected on or off\n' +
        'MOCK_STRICT is "yes"; expected on or off\n' +
        'MAX_BODY_BYTES is "10MB"; expected a number of bytes, such as 26214400\n' +
        'LOG is "loud"; expected json, pretty or off\n',
    ],
  ])('invalid settings are reported at start-up: %j', async (env, message) => {
    const child = spawn(process.execPath, [resolve(project, 'dist/node.js')], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(errors).toBe(message)
  })
})
