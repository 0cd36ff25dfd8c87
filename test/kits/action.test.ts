import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { load } from 'js-yaml'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asObject } from '../../src/web/json/narrow.ts'

const project = resolve(import.meta.dirname, '../..')
const script = resolve(project, 'kits/github-action/start.sh')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'action-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function start(variables: Record<string, string>): { exported: Record<string, string>; output: string } {
  const file = join(folder, 'env')
  writeFileSync(file, '')
  const env = {
    ...process.env,
    GITHUB_ENV: file,
    GITHUB_OUTPUT: join(folder, 'output'),
    RUNNER_TEMP: folder,
    ...variables,
  }
  const output = execFileSync('bash', [script], { env, encoding: 'utf8', cwd: folder })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return { output, exported: Object.fromEntries(lines.map((line) => line.split(/=(.*)/).slice(0, 2))) }
}

test('the action starts the mock and exports the variables of the SDKs', async () => {
  const command = `${process.execPath} ${resolve(project, 'dist/cli.js')}`
  const { exported } = start({ MOCK_COMMAND: command, MOCK_NAMESPACE_NAME: 'team-a' })
  const { OPENAI_BASE_URL: base = '', OPENAI_API_KEY: key = '', OPENAI_MOCK_PID: pid = '' } = exported
  try {
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/@team-a\/v1$/)
    const response = await fetch(`${base}/models/gpt-5.4`, { headers: { authorization: `Bearer ${key}` } })
    expect(response.status).toBe(200)
  } finally {
    process.kill(Number(pid), 'SIGTERM')
  }
})

test('the action fails with the output of a command that does not start', () => {
  expect(() => start({ MOCK_COMMAND: 'echo no such mock' })).toThrow(
    expect.objectContaining({ stdout: expect.stringContaining('no such mock') }),
  )
})

test('action.yml passes every input to the script', () => {
  const action = asObject(load(readFileSync(resolve(project, 'action.yml'), 'utf8')))
  const inputs = Object.keys(asObject(action?.['inputs']) ?? {})
  const text = readFileSync(resolve(project, 'action.yml'), 'utf8')
  for (const input of inputs) {
    expect(text).toContain(`\${{ inputs.${input} }}`)
  }
})
