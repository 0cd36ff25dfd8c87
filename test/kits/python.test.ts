import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../support/server.ts'

const kit = resolve(import.meta.dirname, '../../kits/python')

/** Debian's Python, for which `python3-pytest` is installed. */
const PYTHON = '/usr/bin/python3'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server.stop())

test.skipIf(!existsSync('/usr/lib/python3/dist-packages/pytest'))(
  'the tests of the pytest plugin pass',
  async () => {
    const args = ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'tests']
    const env = { ...process.env, OPENAI_MOCK_URL: server.url, PYTHONDONTWRITEBYTECODE: '1' }
    const { code, output } = await new Promise<{ code: number | null; output: string }>((done) => {
      const child = execFile(PYTHON, args, { cwd: kit, env }, (_, stdout, stderr) =>
        done({ code: child.exitCode, output: `${stdout}${stderr}` }),
      )
    })
    expect(code, output).toBe(0)
  },
  120_000,
)
