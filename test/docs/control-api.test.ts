import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createMock } from '../../src/index.ts'
import { nodeConnections } from '../../src/runtimes/node/sockets.ts'
import { bodyFilesIn } from '../../src/patches/sources/body-files.ts'
import { memoryPatches } from '../../src/patches/sources/memory.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const project = resolve(import.meta.dirname, '../..')
const shell = promisify(execFile)
const page = (name: string) => readFileSync(resolve(project, 'docs', name), 'utf8')

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

describe('docs/control-api.md', () => {
  const text = page('control-api.md')
  const examples = [...text.matchAll(/```sh\n(curl [^`]*)```\n\n(?:[^`]*\n\n)?```json\n([^`]*)```/g)].map(
    ([, command = '', answer = '']) => ({ command, answer }),
  )

  test('docs/control-api.md shows at least five responses', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5)
  })

  // The order matters: later examples read documents that earlier ones stored.
  test.each(examples)(
    'docs/control-api.md shows the real response of\n$command',
    async ({ command, answer }) => {
      const { stdout } = await shell('bash', [
        '-c',
        command.replaceAll(/curl/g, 'curl -s').replace('http://localhost:4010', server.url),
      ])
      expect(JSON.parse(stdout)).toEqual(JSON.parse(answer))
    },
  )

  test('docs/control-api.md lists every resource', async () => {
    const overview: { resources: object } = JSON.parse(await (await fetch(`${server.url}/__mock`)).text())
    for (const name of Object.keys(overview.resources)) {
      expect(text).toContain(`\`${name}\``)
    }
  })

  test('the patches commands in docs/control-api.md succeed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'docs-'))
    try {
      const file = join(folder, 'default.json')
      await writeFile(file, '{ "patches": [{ "operation": "listModels", "status": 503 }] }')
      const [, block = ''] = /```sh\n(npm run patches -- check [^`]*)```/.exec(text) ?? []
      const lines = block.trim().split('\n')
      expect(lines).toHaveLength(5)
      for (const line of lines) {
        const words = line.replace('npm run patches -- ', '').replace('patches/default.json', file).split(' ')
        const place = words[0] === 'check' ? [] : ['--url', server.url]
        await shell(process.execPath, [resolve(project, 'dist/patches.js'), ...words, ...place])
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('docs/service-rules.md', () => {
  test('docs/service-rules.md shows the real response of a strict mock', async () => {
    const [, command = '', answer = ''] =
      /```sh\n(curl [^`]*)```\n\n```json\n([^`]*)```/.exec(page('service-rules.md')) ?? []
    const strict = await startServer({ MOCK_STRICT: 'on' })
    try {
      const local = command.replace('curl', 'curl -s').replace('http://localhost:4010', strict.url)
      const { stdout } = await shell('bash', ['-c', local])
      expect(JSON.parse(stdout)).toEqual(JSON.parse(answer))
    } finally {
      await strict.stop()
    }
  })
})

const CHAT = 'http://mock.test/v1/chat/completions'
const weather = { role: 'user', content: 'What is the weather?' }
const toolMessages = [
  {
    role: 'assistant',
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
  },
  { role: 'tool', tool_call_id: 'call_1', content: 'sunny' },
]

interface Expectation {
  body: { model?: string; messages?: object[] }
  headers?: Record<string, string>
  status: number
  response?: object
}

const textResponse = (content: string) => ({ choices: [{ message: { content } }] })

/** The expected effect of each document in docs/migrating.md, by heading. */
const EXPECTATIONS: Record<string, Expectation[]> = {
  "From Prism's image": [{ body: {}, status: 200, response: textResponse('Hello World!!') }],
  'From aimock': [
    {
      body: { messages: [weather] },
      status: 200,
      response: {
        choices: [
          {
            message: { tool_calls: [{ function: { name: 'get_weather', arguments: '{"city":"Paris"}' } }] },
            finish_reason: 'tool_calls',
          },
        ],
      },
    },
    {
      body: { messages: [weather, ...toolMessages] },
      status: 200,
      response: textResponse('It is sunny in Paris.'),
    },
    {
      body: { messages: [{ role: 'user', content: 'my quota' }] },
      status: 429,
      response: { error: { message: 'Rate limited', code: 'rate_limit_exceeded' } },
    },
  ],
  'From WireMock': [
    {
      body: { model: 'gpt-5.4' },
      headers: { 'openai-organization': 'org-test' },
      status: 200,
      response: textResponse('Hi, this is gpt-5.4'),
    },
    { body: { model: 'gpt-5.4' }, status: 200, response: textResponse('Hello! How can I assist you today?') },
  ],
  'From MSW': [
    { body: { model: 'gpt-5.4-mini' }, status: 503 },
    { body: {}, status: 200, response: textResponse('Hi') },
  ],
  'Sequences and scenarios': [
    { body: {}, headers: { 'x-stainless-retry-count': '0' }, status: 429 },
    { body: {}, headers: { 'x-stainless-retry-count': '1' }, status: 200 },
  ],
}

describe('docs/migrating.md', () => {
  const text = page('migrating.md')
  const documents = Object.fromEntries(
    text.split(/^## /m).flatMap((section) => {
      const [, document] = /```json ours\n([^`]*)```/.exec(section) ?? []
      return document === undefined ? [] : [[section.split('\n')[0] ?? '', document]]
    }),
  )

  test('docs/migrating.md has a document under exactly the expected headings', () => {
    expect(Object.keys(documents)).toEqual(Object.keys(EXPECTATIONS))
  })

  test.each(Object.entries(EXPECTATIONS))(
    'the document in docs/migrating.md has the documented effect: %s',
    async (heading, expectations) => {
      const mock = createMock({ patches: JSON.parse(documents[heading] ?? '') })
      for (const { body, headers = {}, status, response: said = {} } of expectations) {
        const response = await mock.fetch(CHAT, {
          method: 'POST',
          headers: { authorization: 'Bearer any', 'content-type': 'application/json', ...headers },
          body: JSON.stringify({
            model: 'gpt-5.4',
            messages: [{ role: 'user', content: 'Hello!' }],
            ...body,
          }),
        })
        expect(response.headers.get('x-mock-warning')).toBeNull()
        expect(response.status).toBe(status)
        expect(await response.json()).toMatchObject(said)
      }
    },
  )

  test.each(Object.keys(EXPECTATIONS))('the document in docs/migrating.md is valid: %s', async (heading) => {
    const response = await createMock().fetch('http://mock.test/__mock/check', {
      method: 'POST',
      body: documents[heading] ?? '',
    })
    expect(await response.json()).toMatchObject({ valid: true, faults: [] })
  })

  /** The right-hand column of the tables: members of a patch or of its conditions. */
  const cells = [...text.matchAll(/^\|.*\| *`("[^`]*": [^`]*)` *(?:,.*)?\|$/gm)].map(([, cell = '']) => cell)

  test('docs/migrating.md has tables of patch members', () => {
    expect(cells.length).toBeGreaterThan(20)
  })

  /** Checks a document with all features of Node, and with the file that an example names. */
  const checked = async (document: unknown) => {
    const folder = await mkdtemp(join(tmpdir(), 'docs-'))
    await writeFile(join(folder, 'speech.mp3'), 'sound')
    const app = createApp({
      patches: (context) => memoryPatches({ patches: [] }, context),
      connectionControl: nodeConnections,
      files: bodyFilesIn(folder),
    })
    const response = await app.request('/__mock/check', { method: 'POST', body: JSON.stringify(document) })
    await rm(folder, { recursive: true })
    return response.json()
  }

  test.each(cells)('the table cell in docs/migrating.md is valid in a patch: %s', async (cell) => {
    const members: Record<string, unknown> = JSON.parse(
      `{${cell.replace(/\.\.\.(?=])/, '0.5').replaceAll('...', '"x"')}}`,
    )
    const isCondition = Object.keys(members).some((name) => name.startsWith('$'))
    const patch = { operation: 'createChatCompletion', ...(isCondition ? { when: members } : members) }
    expect(await checked({ patches: [patch] })).toMatchObject({ valid: true, faults: [] })
  })
})
