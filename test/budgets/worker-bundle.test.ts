import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const project = resolve(import.meta.dirname, '../..')
const wrangler = resolve(project, 'node_modules/.bin/wrangler')
const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' }
const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'bundle-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test('the Worker bundle is under 1.1 MB gzipped and under 5.2 MB uncompressed', async () => {
  const { stdout } = await run(wrangler, ['deploy', '--dry-run', '--outdir', join(folder, 'out')], {
    cwd: project,
    env,
  })
  const [, kibibytes] = /gzip: ([\d.]+) KiB/.exec(stdout) ?? []
  expect(Number(kibibytes), stdout).toBeGreaterThan(0)
  expect(Number(kibibytes) * 1024).toBeLessThan(1_100_000)
  // State and sockets count, too. Every new isolate parses the whole bundle. Two thirds of it grow with OpenAI's document: the catalogue and the
  // request validators.
  const [, uploaded] = /Total Upload: ([\d.]+) KiB/.exec(stdout) ?? []
  expect(Number(uploaded) * 1024).toBeLessThan(5_200_000)
  // A single character beyond Latin-1 makes V8 store the whole script with two bytes per character. The bundler
  // escapes such characters in strings; regular expressions must escape them in the source.
  const script = readFileSync(join(folder, 'out', 'worker.js'), 'utf8')
  expect(script.match(/.{0,40}[^\0-\xff].{0,40}/g)).toBeNull()
})
