import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../src/web/json/json.ts'
import type { Issue } from '../../src/patches/document/issue.ts'
import { RequestView } from '../../src/patches/match/request-view.ts'
import { compileWhen } from '../../src/patches/match/when.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/patches.md'), 'utf8')
const shell = promisify(execFile)

/** Every patch on the page, with the lines that show its responses to requests. */
const examples = [...page.matchAll(/^```json\n(.*?)^```\n(?:\n```text\n(.*?)^```)?/gms)].map(
  ([, text = '', lines = '']) => ({ text, lines: lines.split('\n').filter((line) => line !== '') }),
)

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

async function store(text: string): Promise<void> {
  const value: object = JSON.parse(text)
  const document = 'patches' in value ? value : { patches: [value] }
  await writeFile(join(server.patchesFolder, 'default.json'), JSON.stringify(document))
}

function postChat(messages: object[], headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-5.4', seed: 7, messages }),
  })
}

/** Sends the request that a line of the page describes: `"text"`, `tool "result"` or `retry 1`. */
function sendLine(line: string): Promise<Response> {
  const [, kind = '', text = '""'] = /^(tool |retry )?(.*)$/.exec(line) ?? []
  if (kind === 'retry ') {
    return postChat([{ role: 'user', content: 'Hi' }], { 'x-stainless-retry-count': text })
  }
  const content: string = JSON.parse(text)
  const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }
  return postChat(
    kind === ''
      ? [{ role: 'user', content }]
      : [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', tool_calls: [call] },
          { role: 'tool', tool_call_id: 'call_1', content },
        ],
  )
}

/** The parts of a response that the page shows. */
interface ChatResponse {
  error?: { code: string }
  choices?: {
    message: {
      content?: string
      refusal?: string | null
      tool_calls?: { function: { name: string; arguments: string } }[]
    }
  }[]
}

/** @returns the response in the notation of the page */
async function formatResponse(response: Response, expected: string): Promise<string> {
  const body: ChatResponse = JSON.parse(await response.text())
  if (response.status !== 200 || expected === '200') {
    return `${response.status}${body.error === undefined ? '' : ` ${body.error.code}`}`
  }
  const { content, refusal, tool_calls: calls = [] } = body.choices?.[0]?.message ?? {}
  if (typeof refusal === 'string') {
    return `refusal ${JSON.stringify(refusal)}`
  }
  const [call] = calls
  return call === undefined ? JSON.stringify(content) : `${call.function.name}(${call.function.arguments})`
}

describe('docs/patches.md', () => {
  test('docs/patches.md contains at least a dozen examples', () => {
    expect(examples.length).toBeGreaterThan(11)
  })

  test.each(examples)(
    'the example in docs/patches.md has the documented effect:\n$text',
    async ({ text, lines }) => {
      await store(text)
      const response = await postChat([{ role: 'user', content: 'Hello!' }])
      expect(response.headers.get('x-mock-warning')).toBeNull()
      for (const line of lines) {
        const [asked = '', answered = ''] = line.split(' -> ')
        expect(await formatResponse(await sendLine(asked), answered), line).toBe(answered)
      }
    },
  )

  const rows = [...page.matchAll(/^\| `(.*)` +\| (`.*`) +\| (`.*`) +\|$/gm)].map(
    ([, condition = '', right = '', wrong = '']) => ({
      condition,
      right: cellValues(right),
      wrong: cellValues(wrong),
    }),
  )

  test.each(rows)(
    'the condition $condition matches the values in docs/patches.md',
    ({ condition, right, wrong }) => {
      const faults: Issue[] = []
      const when = compileWhen({ '$.body': JSON.parse(condition) as Json }, '', faults)
      const isHeldOf = (value: Json) =>
        when.matches(
          new RequestView(
            () => ({
              method: 'POST',
              path: '/',
              params: {},
              namespace: 'default',
              query: {},
              headers: {},
              prompt: '',
              body: value,
            }),
            false,
          ),
        )
      expect(faults).toEqual([])
      expect(right.map(isHeldOf)).toEqual(right.map(() => true))
      expect(wrong.map(isHeldOf)).toEqual(wrong.map(() => false))
    },
  )

  test('docs/patches.md documents every operator', () => {
    const schema = readFileSync(
      resolve(import.meta.dirname, '../../src/generated/patch-document.schema.json'),
      'utf8',
    )
    const operators = Object.keys(JSON.parse(schema).definitions.Operators.properties)
    const told = rows.map(({ condition }) => condition).join()
    expect(operators.filter((name) => !told.includes(`"${name}"`))).toEqual(['exists'])
  })

  test('docs/patches.md documents every field of a patch', () => {
    const schema = readFileSync(
      resolve(import.meta.dirname, '../../src/generated/patch-document.schema.json'),
      'utf8',
    )
    const fields = Object.keys(JSON.parse(schema).definitions.Patch.properties)
    expect(fields.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`"${name}"`))).toEqual([])
  })

  const templates = [...page.matchAll(/^\| `({{.*}})` +\| (?:`(.*?)`)? +\|/gm)].map(
    ([, template = '', made = '']) => ({ template, made }),
  )

  test.each(templates)('the template $template expands as in docs/patches.md', async ({ template, made }) => {
    await store(JSON.stringify({ reply: template }))
    const response = await postChat([{ role: 'user', content: 'Hello!' }], { 'x-mock-clock': '1741569952' })
    const content = await formatResponse(response, '')
    expect(content).toMatch(TEMPLATE_PATTERNS[made] ?? JSON.stringify(made))
  })

  test('docs/patches.md documents more than six templates', () => {
    expect(templates.length).toBeGreaterThan(6)
  })

  test('docs/patches.md shows the real response to a request with X-Mock-Patch', async () => {
    const [, command = '', answer = ''] =
      /```sh\n(curl [^`]*)```\n\n```json answer\n([^`]*)```/.exec(page) ?? []
    const { stdout } = await shell('bash', ['-c', command.replace('http://localhost:4010', server.url)])
    expect(JSON.parse(stdout)).toEqual(JSON.parse(answer))
  })

  test('docs/patches.md shows the real warning about an invalid document', async () => {
    const [, faulty = '', warning = ''] =
      /```json faulty\n([^`]*)```\n\n```text\n([^`]*)\n```/.exec(page) ?? []
    await store(faulty)
    const response = await postChat([{ role: 'user', content: 'Hello!' }])
    expect(response.headers.get('x-mock-warning')).toBe(warning)
  })

  test('docs/patches.md shows a real explanation', async () => {
    const [, explained = ''] = /```json explained\n([^`]*)```/.exec(page) ?? []
    await store(
      '{ "when": { "$.body.model": "gpt-4o" }, "operation": "createChatCompletion", "status": 500 }',
    )
    const response = await postChat([{ role: 'user', content: 'Hello!' }], { 'x-mock-explain': '1' })
    expect(JSON.parse(response.headers.get('x-mock-explanation') ?? '')).toEqual(JSON.parse(explained))
  })
})

const TEMPLATE_PATTERNS: Record<string, RegExp> = { UUID: /^"[0-9a-f-]{36}"$/, NUMBER: /^"[1-6]"$/ }

/** @returns the values of a table cell: JSON in backquotes */
function cellValues(cell: string): Json[] {
  return [...cell.matchAll(/`([^`]*)`/g)].map(([, text = '']): Json => JSON.parse(text))
}
