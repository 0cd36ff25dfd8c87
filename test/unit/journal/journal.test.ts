import { describe, expect, test } from 'vitest'
import { createMock } from '../../../src/index.ts'
import { createJournals } from '../../../src/journal/journals.ts'
import { Journal, MAX_RECORDS } from '../../../src/journal/journal.ts'
import { conversationFacts } from '../../../src/operations/conversation-facts.ts'
import type { RequestRecord } from '../../../src/journal/record.ts'

const REQUEST = {
  ...conversationFacts({}),
  method: 'GET',
  path: '/models',
  params: {},
  query: {},
  headers: {},
  prompt: '',
  namespace: 'a',
}

function recordOf(seq: number, bytes: number): RequestRecord {
  return {
    seq,
    time: 0,
    milliseconds: 0,
    url: 'http://mock.test/v1/models',
    see: () => ({ ...REQUEST, body: undefined }),
    isTextBody: false,
    route: undefined,
    status: 200,
    headers: {},
    body: null,
    events: undefined,
    isComplete: true,
    isTruncated: false,
    patchNames: [],
    faultNames: [],
    warnings: [],
    matching: undefined,
    bytes,
  }
}

describe('Journal', () => {
  test('the journal keeps the newest records', () => {
    const journal = new Journal()
    for (let index = 0; index < MAX_RECORDS + 5; index += 1) {
      journal.append(recordOf(journal.nextSeq(), 10))
    }
    expect(journal.size).toBe(MAX_RECORDS)
    expect(journal.newestFirst()[0]?.seq).toBe(MAX_RECORDS + 5)
    expect(journal.newestFirst().at(-1)?.seq).toBe(6)
  })

  test('the journal drops the oldest records above its size', () => {
    const journal = new Journal()
    for (let index = 0; index < 5; index += 1) {
      journal.append(recordOf(journal.nextSeq(), 6 * 1024 * 1024))
    }
    expect(journal.newestFirst().map(({ seq }) => seq)).toEqual([5, 4])
  })

  test('a record that grows after it was dropped is not counted', () => {
    const journal = new Journal()
    const record = recordOf(journal.nextSeq(), 10)
    journal.append(record)
    journal.clear()
    journal.grow(record, 1000)
    expect(journal.bytes).toBe(0)
  })

  test('journals that are too large together drop the records of the idle namespace first', () => {
    const journals = createJournals(100)
    journals.journal('idle').append(recordOf(1, 60))
    journals.journal('busy').append(recordOf(1, 60))
    expect(journals.journal('busy').size).toBe(1)
    expect(journals.journal('idle').size).toBe(0)
  })
})

function ask(content: string, more: object = {}): RequestInit {
  return {
    method: 'POST',
    headers: { authorization: 'Bearer sk-secret-of-a-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...more }),
  }
}

const CHAT = 'http://mock.test/v1/chat/completions'

describe('mock.requests and mock.verify', () => {
  test('verify resolves to the number of requests that match', async () => {
    const mock = createMock()
    await mock.fetch(CHAT, ask('One'))
    await mock.fetch(CHAT, ask('Two'))
    const when = { '$.body.model': 'gpt-4o' }
    await expect(mock.verify({ operation: 'createChatCompletion', when, times: 2 })).resolves.toBe(2)
    await expect(mock.verify({ operation: 'createResponse', times: 0 })).resolves.toBe(0)
  })

  test('verify rejects with an error that lists the recorded operations', async () => {
    const mock = createMock()
    await mock.fetch(CHAT, ask('One'))
    await expect(mock.verify({ operation: 'createResponse', times: 1 })).rejects.toThrow(
      'Expected exactly 1 request to createResponse, but found 0. Recorded: createChatCompletion (1).',
    )
  })

  test('verify waits for a request that arrives within the time', async () => {
    const mock = createMock()
    const verified = mock.verify({ operation: 'createChatCompletion', times: 1, within: 10_000 })
    await mock.fetch(CHAT, ask('One'))
    await expect(verified).resolves.toBe(1)
  })

  test('requests without an operation, with a wrong key and with an invalid body are recorded', async () => {
    const mock = createMock({ settings: { apiKeys: ['sk-one'] } })
    await mock.fetch('http://mock.test/v1/nothing')
    await mock.fetch(CHAT, ask('One'))
    await mock.fetch(CHAT, { ...ask('Two'), body: '{', headers: { authorization: 'Bearer sk-one' } })
    expect(mock.requests().map(({ status, operation, path }) => [status, operation, path])).toEqual([
      [400, 'createChatCompletion', '/v1/chat/completions'],
      [401, 'createChatCompletion', '/v1/chat/completions'],
      [404, null, '/v1/nothing'],
    ])
  })

  test('a record of a stream has all events and the tokens of the last one', async () => {
    const mock = createMock()
    const response = await mock.fetch(
      CHAT,
      ask('One', { stream: true, stream_options: { include_usage: true } }),
    )
    const text = await response.text()
    const [entry] = mock.requests()
    expect(entry?.['response']).toMatchObject({ body: null })
    const { events } = JSON.parse(JSON.stringify(entry?.['response']))
    expect(events).toHaveLength(text.trim().split('\n\n').length)
    expect(entry?.['usage']).toMatchObject({ prompt_tokens: expect.any(Number) })
  })

  test('long requests and responses are cut', async () => {
    const mock = createMock()
    await mock.fetch(CHAT, ask('word '.repeat(300_000)))
    const [entry] = mock.requests()
    expect(entry?.['response']).toMatchObject({ truncated: true })
    expect(JSON.stringify(entry?.['body']).length).toBeLessThan(2000)
  })

  test('no secret of a request or response is readable', async () => {
    const mock = createMock()
    await mock.fetch('http://mock.test/v1/responses?api_key=sk-in-the-query', {
      ...ask(''),
      body: JSON.stringify({
        model: 'gpt-4o',
        input: 'My key is sk-in-a-prompt',
        tools: [
          {
            type: 'mcp',
            server_label: 'a',
            server_url: 'https://a.test',
            authorization: 'hidden-1',
            headers: { 'x-key': 'hidden-2' },
          },
        ],
      }),
    })
    await mock.fetch('http://mock.test/v1/realtime/client_secrets', { ...ask(''), body: '{}' })
    const text = JSON.stringify(mock.requests())
    expect(text).toContain('[redacted]')
    expect(text).not.toMatch(/sk-secret|sk-in-|hidden-|"ek_/)
  })
})
