import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadAll } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startedUrl } from '../support/server.ts'
import { type InstalledPackage, installPackage } from './installed-package.ts'

const project = resolve(import.meta.dirname, '../..')

const PACKAGES = [
  'vitest',
  'jest@30.5.2',
  '@playwright/test',
  'msw',
  'openai',
  '@types/node',
  'typescript@5.9.3',
  'kubernetes-models@5.1.0',
]

let installed: InstalledPackage

beforeAll(async () => {
  installed = await installPackage(PACKAGES)
}, 300_000)

afterAll(() => installed.remove())

describe('command of the installed package', () => {
  test('npx openai-edge-mock serves and stops on SIGTERM', async () => {
    const command = resolve(installed.folder, 'node_modules/.bin/openai-edge-mock')
    const child = spawn(process.execPath, [command, '--port', '0'], {
      cwd: installed.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = new Promise((done) => child.once('exit', done))
    const response = await fetch(`${await startedUrl(child)}/v1/models/gpt-5.4`, {
      headers: { authorization: 'Bearer any-key' },
    })
    child.kill('SIGTERM')
    expect(response.status).toBe(200)
    expect(await exited).toBe(0)
  })

  test('--help lists the subcommands and exits with 0', async () => {
    const { code, output } = await installed.run('npx', ['openai-edge-mock', '--help'])
    expect(output).toContain('--port')
    expect(output).toContain('patches')
    expect(code).toBe(0)
  })

  test('an unknown option exits with 2 and names it', async () => {
    const { code, output } = await installed.run('npx', ['openai-edge-mock', '--prot', '1'])
    expect(output).toContain('--prot')
    expect(code).toBe(2)
  })
})

describe('kits of the installed package', () => {
  test('vitest: passing tests pass, and a failing test prints its requests and the nearest patch', async () => {
    await installed.use('greet.mjs', 'vitest-kit.test.mjs')
    const { output, code } = await installed.run('npx', ['vitest', 'run', 'vitest-kit.test.mjs'])
    expect(output).toMatch(/1 failed \| 2 passed/)
    expect(output).toContain('openai-edge-mock received 1 request')
    expect(output).toContain('nearest patch: weather')
    expect(code).toBe(1)
  })

  test('jest: passing tests pass, and the error of a failing test lists its requests', async () => {
    await installed.use('greet.cjs', 'jest-kit.jest.cjs')
    const { output, code } = await installed.run('npx', ['jest', '--testMatch', '**/jest-kit.jest.cjs'])
    expect(output).toMatch(/1 failed, 2 passed/)
    expect(output).toContain('openai-edge-mock received 1 request')
    expect(code).toBe(1)
  })

  test('playwright: a passing test passes, and a failing test has its requests attached', async () => {
    await installed.use('playwright-kit.spec.mjs')
    const args = ['playwright', 'test', 'playwright-kit.spec.mjs', '--reporter=list']
    const { output, code } = await installed.run('npx', args)
    expect(output).toContain('1 passed')
    expect(output).toContain('openai-edge-mock received 1 request')
    expect(code).toBe(1)
  })

  test('msw: the handlers answer requests to api.openai.com, plain and streamed', async () => {
    await installed.use('msw-kit.mjs')
    const { output } = await installed.run(process.execPath, ['msw-kit.mjs'])
    expect(output).toBe('msw works\n')
  })

  test('types are correct under strict, for ES modules and CommonJS', async () => {
    await installed.use('types.ts', 'types.cts', 'tsconfig.json')
    const { output } = await installed.run('npx', ['tsc', '-p', 'tsconfig.json'])
    expect(output).toBe('')
  })
})

describe('files of the package', () => {
  test('publint finds no problem', () => {
    const output = execFileSync('npx', ['publint', 'run', '.', '--strict'], {
      cwd: project,
      encoding: 'utf8',
    })
    expect(output).toContain('All good!')
  })

  test('types of every entry resolve for ES modules and bundlers', () => {
    const args = ['attw', '--pack', '.', '--profile', 'esm-only', '--format', 'ascii']
    expect(execFileSync('npx', args, { cwd: project, encoding: 'utf8' })).not.toContain('No types')
  })
})

describe('kubernetes manifests', () => {
  async function validate(documents: unknown[]) {
    await installed.use('kubernetes.mjs')
    writeFileSync(join(installed.folder, 'manifests.json'), JSON.stringify(documents))
    return installed.run(process.execPath, ['kubernetes.mjs', 'manifests.json'])
  }

  function manifests(): unknown[] {
    return loadAll(readFileSync(resolve(project, 'kits/kubernetes/openai-edge-mock.yaml'), 'utf8'))
  }

  test('every manifest is valid against the schemas of Kubernetes', async () => {
    const { output } = await validate(manifests())
    expect(output.trim().split('\n')).toEqual([
      'v1 ConfigMap is valid',
      'apps/v1 Deployment is valid',
      'v1 Service is valid',
    ])
  })

  test('the validation rejects a misspelled field', async () => {
    const text = JSON.stringify(manifests()).replace('"replicas":1', '"replicas":"one"')
    expect((await validate(JSON.parse(text))).code).not.toBe(0)
  })
})
