import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { load } from 'js-yaml'
import { expect } from 'vitest'
import type { Patch, PatchDocument } from '../../../src/patches/document/types.ts'
import { isSdkOnly } from '../sdk-only.ts'
import { startedUrl, stopProcessGroup } from '../server.ts'
import { type Block, project } from './blocks.ts'
import { formatResponse, sendExchange } from './exchanges.ts'
import { checkDockerRun, checkServices } from './image-usage.ts'
import { chatBody, type DocsSandbox } from './sandbox.ts'

/** Skips the running test if the condition holds. */
export type Skip = (condition: boolean, reason: string) => void

/** What an action gets. */
export interface ExampleContext {
  sandbox: DocsSandbox
  skip: Skip
  /** The following blocks, which show the result of this one. */
  expectations: readonly Block[]
}

/** Executes a block. @returns the output that the following blocks show */
type Action = (block: Block, context: ExampleContext) => Promise<string>

/** Compares a block with the output of the previous one. */
type Expectation = (block: Block, output: string, context: ExampleContext) => Promise<void>

/** Blocks that run on their own, by language and action. CONTRIBUTING.md documents them. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  'sh run': runCommands,
  'sh start': runStart,
  'sh docker': async (block) => {
    checkDockerRun(block.text.trim())
    return ''
  },
  'yaml services': async (block) => {
    checkServices(block.text)
    return ''
  },
  'json patch': (block, context) => applyPatch(JSON.parse(block.text), block, context),
  'yaml patch': (block, context) => applyPatch(load(block.text) as PatchDocument, block, context),
  'json fault': (block, context) => injectFault(JSON.parse(block.text), context),
  'json request': async (block, { sandbox }) => {
    const [method = '', path = ''] = (block.options['request'] ?? '').split(' ')
    expect(method).toBe('POST')
    return (await sandbox.post(path, JSON.parse(block.text))).text()
  },
  'ts run': runTypeScript,
  'python parse': parsePython,
}

/** Blocks that show a result of the block before. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'json response': async (block, output, { skip }) => {
    // Without OpenAI's document the examples are sampled, and ids are derived from them.
    skip(isSdkOnly && /^ {2}"id":/m.test(block.text), 'the example comes from the document')
    const ignored = block.options['ignore']
    const parse = (text: string): unknown =>
      JSON.parse(text, (name, value) => (name === ignored ? '(ignored)' : value))
    if ('partial' in block.options) {
      expect(parse(output)).toMatchObject(parse(block.text) as object)
    } else {
      expect(parse(output)).toEqual(parse(block.text))
    }
  },
  'text exchanges': async (block, _, { sandbox }) => {
    for (const line of block.text.trim().split('\n')) {
      const [request = '', response = ''] = line.split(' -> ')
      expect(await formatResponse(await sendExchange(sandbox, request), response), line).toBe(response)
    }
  },
  'text warning': async (block, _, { sandbox }) => {
    const response = await sandbox.chat('Hello!')
    expect(response.headers.get('x-mock-warning')).toBe(block.text.trim())
  },
  'json explanation': async (block, _, { sandbox }) => {
    const response = await sandbox.chat('Hello!', { 'x-mock-explain': '1' })
    expect(JSON.parse(response.headers.get('x-mock-explanation') ?? '')).toEqual(JSON.parse(block.text))
  },
}

const isResponse = ({ language, action }: Block): boolean => `${language} ${action}` === 'json response'

/** Runs shell commands. A curl command fails on an HTTP error unless its response is shown. */
async function runCommands(block: Block, { sandbox, expectations }: ExampleContext): Promise<string> {
  const output = await sandbox.run(block.text, expectations.some(isResponse))
  const created = block.options['creates']
  if (created !== undefined) {
    const start = readFileSync(join(sandbox.folder, created)).subarray(0, 12).toString('latin1')
    expect(start).toMatch(FILE_SIGNATURES[created.split('.').at(-1) ?? ''] ?? /^unknown type/)
  }
  return output
}

/** The first bytes of each file type. */
const FILE_SIGNATURES: Readonly<Record<string, RegExp>> = {
  webp: /^RIFF[^]{4}WEBP$/,
  opus: /^OggS/,
  vtt: /^WEBVTT\n\n00:/,
  mp4: /^[^]{4}ftypisom$/,
}

/** The commands before `npm start` in a fresh clone. `.ci/run` executes them. */
const SETUP = /^(?:git clone \S+|cd openai-edge-mock|npm ci)$/

/** Runs the last command of a block, which starts a server on a free port, until the server is ready. */
async function runStart(block: Block, { sandbox }: ExampleContext): Promise<string> {
  const commands = block.text.trim().split(/\n| && /)
  const command = commands.pop() ?? ''
  commands.forEach((line) => expect(line).toMatch(SETUP))
  const env = { ...process.env, PORT: '0', PATCHES_DIR: sandbox.server.patchesFolder }
  // A process group of its own, so that npm and the server both get the signal.
  const child = spawn('bash', ['-c', command], {
    cwd: project,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const response = await fetch(`${await startedUrl(child)}/__mock/health`)
    expect(response.status).toBe(200)
  } finally {
    await stopProcessGroup(child)
  }
  return ''
}

/** Stores a patch or a document, sends a request, and checks that the mock has nothing to warn about. */
async function applyPatch(
  value: Patch | PatchDocument,
  block: Block,
  { sandbox }: ExampleContext,
): Promise<string> {
  storePatches(value, sandbox)
  const response = await sandbox.chat('Hello!')
  if ('invalid' in block.options) {
    expect(response.headers.get('x-mock-warning')).not.toBeNull()
  } else {
    expect(response.headers.get('x-mock-warning')).toBeNull()
  }
  const { reply } = block.options
  if (reply !== undefined) {
    expect(await formatResponse(response, '')).toBe(JSON.stringify(reply))
  }
  const schema = /"\$schema": "\.\/(node_modules\/openai-edge-mock\/[^"]*)"/.exec(block.text)?.[1]
  expect(schema === undefined || existsSync(join(sandbox.folder, schema)), 'the schema exists').toBe(true)
  return ''
}

function storePatches(value: Patch | PatchDocument, sandbox: DocsSandbox): Patch[] {
  const document = 'patches' in value ? value : { patches: [value] }
  sandbox.storePatches(JSON.stringify(document))
  return document.patches
}

/** Stores a patch with a fault and checks that the fault is injected, or not if its probability decides so. */
async function injectFault(value: Patch | PatchDocument, { sandbox }: ExampleContext): Promise<string> {
  const patches = storePatches(value, sandbox)
  const [names = []] = patches.map(faultNames)
  const stream = names.some((name) => name.startsWith('stream.'))
  const body = { ...chatBody([{ role: 'user', content: 'Hello!' }]), model: 'gpt-5.4-mini', stream }
  const isDrawn = patches.some(({ fault }) => JSON.stringify(fault).includes('probability'))
  const request = sandbox.post('/v1/chat/completions', body)
  if (names.includes('connection') && (!isDrawn || (await isRejected(request)))) {
    await expect(request).rejects.toThrow('fetch failed')
    return ''
  }
  const response = await request
  await response.text().catch(() => '')
  expect(response.headers.get('x-mock-warning')).toBeNull()
  const injected = response.headers.get('x-mock-faults')?.split(', ') ?? []
  expect(injected.toSorted()).toEqual(isDrawn && injected.length === 0 ? [] : names.toSorted())
  return ''
}

async function isRejected(promise: Promise<unknown>): Promise<boolean> {
  const [{ status }] = await Promise.allSettled([promise])
  return status === 'rejected'
}

/** @returns the names of the faults that a patch may inject, as in `x-mock-faults` */
export function faultNames({ fault = {} }: Patch): string[] {
  return [fault]
    .flat()
    .flatMap(({ probability: _, seed: __, stream = {}, ...kinds }) => [
      ...Object.keys(kinds),
      ...Object.keys(stream).map((name) => `stream.${name}`),
    ])
}

/** Type-checks a module against the built package and runs it. If it creates a client or a mock, one request is sent. */
async function runTypeScript(block: Block, { sandbox }: ExampleContext): Promise<string> {
  const name = `example-${block.line}.ts`
  const call = ['const client =', 'const mock ='].find((start) => block.text.includes(start))
  const lines = [sandbox.localize(block.text), CALLS[call ?? ''] ?? '', 'export {}\n']
  await writeFile(join(sandbox.folder, name), lines.join('\n'))
  const compiler = resolve(project, 'node_modules/typescript/bin/tsc')
  for (const argument of [[compiler, ...COMPILER_OPTIONS, name], [name]]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, argument, {
      cwd: sandbox.folder,
      encoding: 'utf8',
    })
    expect(stdout + stderr).toBe('')
    expect(status).toBe(0)
  }
  return ''
}

const CALLS: Readonly<Record<string, string>> = {
  'const client =': 'await client.models.list()',
  'const mock =':
    "if (!(await mock.fetch('http://mock.test/__mock/health')).ok) throw new Error('not healthy')",
}

const COMPILER_OPTIONS =
  '--noEmit --strict --skipLibCheck --target es2024 --module nodenext --types node'.split(' ')

/** Parses Python. It cannot run, because the tests do not install the openai package for Python. */
async function parsePython(block: Block, { skip }: ExampleContext): Promise<string> {
  const { error, status, stderr } = spawnSync(
    'python3',
    ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'],
    {
      input: block.text,
      encoding: 'utf8',
    },
  )
  skip(error !== undefined, 'python3 is not installed')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return ''
}
