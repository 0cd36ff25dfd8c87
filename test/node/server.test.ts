import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../support/server.ts'

const project = resolve(import.meta.dirname, '../..')
const chat = JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] })
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }

let server: RunningServer | undefined

afterEach(async () => {
  await server?.stop()
  server = undefined
})

async function sentence({ url }: RunningServer): Promise<string> {
  const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body: chat })
  const body: { choices: { message: { content: string } }[] } = JSON.parse(await response.text())
  return body.choices[0]?.message.content ?? ''
}

describe('the server on Node', () => {
  test('a saved patch file changes the next answer, and a removed one the next', async () => {
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
    expect(await sentence(server)).toBe('Hello! How can I assist you today?')
    await say('one')
    expect(await sentence(server)).toBe('one')
    await say('two')
    expect(await sentence(server)).toBe('two')
    await rm(file)
    expect(await sentence(server)).toBe('Hello! How can I assist you today?')
  })

  test('a broken patch file leaves the last good one in use', async () => {
    server = await startServer()
    const file = join(server.patchesFolder, 'default.json')
    await writeFile(file, JSON.stringify({ patches: [{ name: 'good', status: 503 }] }))
    expect((await fetch(`${server.url}/v1/models`, { headers })).status).toBe(503)
    await writeFile(file, '{ "patches": [')
    const response = await fetch(`${server.url}/v1/models`, { headers })
    expect(response.status).toBe(503)
    expect(response.headers.get('x-mock-warning')).toMatch(/default\.json is not JSON/)
  })

  test('SIGTERM ends it within a second, though a client keeps its connection', async () => {
    server = await startServer()
    await fetch(`${server.url}/v1/models`, { headers })
    const started = performance.now()
    server.process.kill('SIGTERM')
    const [code] = await once(server.process, 'exit')
    expect(code).toBe(0)
    expect(performance.now() - started).toBeLessThan(1000)
  })

  test('a port that is taken is said in one line', async () => {
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
      `openai-edge-mock cannot listen on 127.0.0.1:${port}: port ${port} is taken; set PORT to another, or stop what listens there\n`,
    )
  })

  test('a setting that makes no sense is said at start', async () => {
    const child = spawn(process.execPath, [resolve(project, 'dist/node.js')], {
      env: { ...process.env, PORT: 'http' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(errors).toBe('PORT is "http"; expected a port number from 0 to 65535\n')
  })
})
