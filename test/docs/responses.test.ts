import { describe, expect, test } from 'vitest'
import { createMock, type PatchDocument } from '../../src/index.ts'
import { blocksOf, codeSpans, readPage } from '../support/docs/blocks.ts'

const PAGE = 'docs/responses.md'

async function postChat(body: string, patches: PatchDocument) {
  const response = await createMock({ patches }).fetch('http://mock.test/v1/chat/completions', {
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
  test('the patch in docs/responses.md calls the tool for questions about the weather', async () => {
    const [block] = blocksOf(PAGE).filter(({ action }) => action === 'patch')
    const patches: PatchDocument = JSON.parse(block?.text ?? '')
    const body = chatBody(userMessage('The weather?'))
    expect(await postChat(body, patches)).toMatchObject({
      choices: [{ message: { tool_calls: [{ function: { arguments: '{"city":"Oslo"}' } }] } }],
      usage: { prompt_tokens: 1200 },
    })
    const other = chatBody(userMessage('The time?'))
    expect(await postChat(other, patches)).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
    })
  })

  test('the condition in docs/responses.md matches only the first turn of a conversation', async () => {
    const [condition = ''] = codeSpans(readPage(PAGE)).filter((code) => code.startsWith('"when": { "not"'))
    const reply = { toolCalls: [{ name: 'f', arguments: {} }] }
    const patches: PatchDocument = { patches: [{ ...JSON.parse(`{${condition}}`), reply }] }
    const first = chatBody(userMessage('Go'))
    expect(await postChat(first, patches)).toMatchObject({
      choices: [{ finish_reason: 'tool_calls' }],
    })
    const calls = [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }]
    const second = chatBody(
      userMessage('Go'),
      { role: 'assistant', tool_calls: calls },
      { role: 'tool', tool_call_id: 'call_1', content: '42' },
    )
    expect(await postChat(second, patches)).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: expect.stringContaining('42') } }],
    })
  })
})
