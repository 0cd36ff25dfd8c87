import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createMock } from '../../src/index.ts'
import { bodyFilesIn } from '../../src/patches/sources/body-files.ts'
import { memoryPatches } from '../../src/patches/sources/memory.ts'
import { nodeConnections } from '../../src/runtimes/node/sockets.ts'
import { blocksOf, codeSpans, tableRows } from '../support/docs/blocks.ts'

const PAGE = 'docs/migrating.md'
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
  const documents = Object.fromEntries(
    blocksOf(PAGE).flatMap(({ action, heading, text }) => (action === 'patch' ? [[heading, text]] : [])),
  )

  test('docs/migrating.md has a document under exactly the expected headings', () => {
    expect(Object.keys(documents)).toEqual(Object.keys(EXPECTATIONS))
  })

  test.each(Object.entries(EXPECTATIONS))(
    'the document in docs/migrating.md has the documented effect: %s',
    async (heading, expectations) => {
      const mock = createMock({ patches: JSON.parse(documents[heading] ?? '') })
      for (const { body, headers = {}, status, response: expected = {} } of expectations) {
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
        expect(await response.json()).toMatchObject(expected)
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

  /** The first code span of each right-hand cell that starts with a member of a patch or of its conditions. */
  const cells = tableRows(PAGE).flatMap(([, cell = '']) => {
    const [code = ''] = codeSpans(cell)
    return /^"[^"]*": /.test(code) ? [code] : []
  })

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
