import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../../support/free-port.ts'
import { stopProcessGroup } from '../../../support/server.ts'

const project = resolve(import.meta.dirname, '../../../..')
const wrangler = resolve(project, 'node_modules/.bin/wrangler')
const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' }
const run = promisify(execFile)
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wrangler-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('wrangler dev', () => {
  let child: ChildProcess
  let port: number

  beforeAll(async () => {
    port = await freePort()
    const flags = ['--port', String(port), '--inspector-port', '0', '--persist-to', join(folder, 'state')]
    child = spawn(wrangler, ['dev', '--var', 'CONFIG_TTL_SECONDS:0', ...flags], {
      cwd: project,
      env,
      stdio: 'ignore',
      detached: true,
    })
    await vi.waitUntil(isReady, { timeout: 50_000, interval: 100 })
  })

  afterAll(() => stopProcessGroup(child))

  async function isReady(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${port}/__mock/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  }

  async function sentence(): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer any-key', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }),
    })
    const body: { choices: { message: { content: string } }[] } = JSON.parse(await response.text())
    return body.choices[0]?.message.content ?? ''
  }

  test('wrangler kv key put changes the next response', async () => {
    expect(await sentence()).toBe('Hello! How can I assist you today?')
    const replacement = { op: 'replace', path: '/choices/0/message/content', value: 'Hello World!!' }
    const document = { patches: [{ operation: 'createChatCompletion', patch: [replacement] }] }
    const key = ['--binding', 'MOCK_CONFIG', 'patches/default', JSON.stringify(document)]
    await run(wrangler, ['kv', 'key', 'put', '--local', '--persist-to', join(folder, 'state'), ...key], {
      cwd: project,
      env,
    })
    expect(await sentence()).toBe('Hello World!!')
  })

  test('the patches command puts, lists, gets and deletes documents in local KV', async () => {
    const file = join(folder, 'default.json')
    const place = ['--local', '--persist-to', join(folder, 'state')]
    const command = async (...words: string[]) => {
      const program = resolve(project, 'dist/cli.js')
      return (await run(process.execPath, [program, 'patches', ...words, ...place], { cwd: project, env }))
        .stdout
    }
    const document = JSON.stringify({
      patches: [{ operation: 'createChatCompletion', reply: 'Good morning!' }],
    })
    await writeFile(file, document)
    await command('put', 'default', file)
    expect(await sentence()).toBe('Good morning!')
    expect(await command('list')).toBe('default\n')
    expect(await command('get', 'default')).toBe(document)
    await command('delete', 'default')
    expect(await sentence()).toBe('Hello! How can I assist you today?')
  })

  test('the control API rejects writes without a token and explains how to set one', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/__mock/patches/default`, {
      method: 'PUT',
      headers: { authorization: 'Bearer any-key' },
      body: '{"patches":[]}',
    })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({
      error: {
        code: 'writing_is_off',
        message: expect.stringMatching(/npx wrangler secret put MOCK_ADMIN_TOKEN/),
      },
    })
  })
})
