import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../../../support/free-port.ts'

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

describe('the Worker', () => {
  test('the Worker bundle is under 1 MB gzipped and under 4.2 MB uncompressed', async () => {
    const { stdout } = await run(wrangler, ['deploy', '--dry-run', '--outdir', join(folder, 'out')], {
      cwd: project,
      env,
    })
    const [, kibibytes] = /gzip: ([\d.]+) KiB/.exec(stdout) ?? []
    expect(Number(kibibytes), stdout).toBeGreaterThan(0)
    expect(Number(kibibytes) * 1024).toBeLessThan(1_000_000)
    // Every new isolate parses the whole bundle.
    const [, uploaded] = /Total Upload: ([\d.]+) KiB/.exec(stdout) ?? []
    expect(Number(uploaded) * 1024).toBeLessThan(4_200_000)
    // A single character beyond Latin-1 makes V8 store the whole script with two bytes per character. The bundler
    // escapes such characters in strings; regular expressions must escape them in the source.
    const script = readFileSync(join(folder, 'out', 'worker.js'), 'utf8')
    expect(script.match(/.{0,40}[^\0-\xff].{0,40}/g)).toBeNull()
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

    afterAll(async () => {
      const exited = once(child, 'exit')
      process.kill(-(child.pid ?? 0), 'SIGTERM')
      await exited
    })

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
        const program = resolve(project, 'dist/patches.js')
        return (await run(process.execPath, [program, ...words, ...place], { cwd: project, env })).stdout
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
})
