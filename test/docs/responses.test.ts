import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMock, type PatchDocument } from '../../src/index.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/responses.md'), 'utf8')

/** Every request on the page, with the part of the response that the page shows. */
const examples = [
  ...page.matchAll(/```json POST (\S+)\n([^`]*)```\n\nThe response contains:\n\n```json\n([^`]*)```/g),
].map(([, path = '', request = '', answer = '']) => ({ path, request, answer }))

/** Every patch document on the page. */
const documents = [...page.matchAll(/```json\n(\{\s*"patches"[^`]*)```/g)].map(([, text = '']) => text)

async function post(path: string, body: string, patches: PatchDocument = { patches: [] }) {
  const response = await createMock({ patches }).fetch(`http://mock.test${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body,
  })
  expect(response.headers.get('x-mock-warning')).toBeNull()
  const answer: unknown = await response.json()
  return answer
}

const userMessage = (content: string) => ({ role: 'user', content })
const chatBody = (...messages: object[]) => JSON.stringify({ model: 'm', messages })

describe('docs/responses.md', () => {
  test('docs/responses.md contains one request and one patch document', () => {
    expect([examples.length, documents.length]).toEqual([1, 1])
  })

  test.each(examples)(
    'docs/responses.md shows the real response of POST $path',
    async ({ path, request, answer }) => {
      expect(await post(path, request)).toMatchObject(JSON.parse(answer))
    },
  )

  test.each(documents)('the patch in docs/responses.md has the documented effect: %s', async (text) => {
    const patches: PatchDocument = JSON.parse(text)
    const body = chatBody(userMessage('The weather?'))
    expect(await post('/v1/chat/completions', body, patches)).toMatchObject({
      choices: [{ message: { tool_calls: [{ function: { arguments: '{"city":"Oslo"}' } }] } }],
      usage: { prompt_tokens: 1200 },
    })
    const other = chatBody(userMessage('The time?'))
    expect(await post('/v1/chat/completions', other, patches)).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
    })
  })

  test('the condition in docs/responses.md matches only the first turn of a conversation', async () => {
    const [, condition = ''] = /`"when": (\{ "not": .*\})`/.exec(page) ?? []
    const reply = { toolCalls: [{ name: 'f', arguments: {} }] }
    const patches: PatchDocument = { patches: [{ when: JSON.parse(condition), reply }] }
    const first = chatBody(userMessage('Go'))
    expect(await post('/v1/chat/completions', first, patches)).toMatchObject({
      choices: [{ finish_reason: 'tool_calls' }],
    })
    const calls = [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }]
    const second = chatBody(
      userMessage('Go'),
      { role: 'assistant', tool_calls: calls },
      { role: 'tool', tool_call_id: 'call_1', content: '42' },
    )
    expect(await post('/v1/chat/completions', second, patches)).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: expect.stringContaining('42') } }],
    })
  })
})
