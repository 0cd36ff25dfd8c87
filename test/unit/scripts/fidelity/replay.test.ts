import { describe, expect, test } from 'vitest'
import { operationName } from '../../../../scripts/fidelity/identifiers.ts'
import type { Exchange } from '../../../../scripts/fidelity/recordings.ts'
import { Replayer } from '../../../../scripts/fidelity/replay.ts'
import { renderTable, scoresOf, summaryOf } from '../../../../scripts/fidelity/report.ts'

const created: Exchange = {
  method: 'POST',
  target: '/v1/threads',
  sent: { 'content-type': 'application/json' },
  requestBody: { metadata: {} },
  status: 200,
  received: { 'content-type': 'application/json; charset=utf-8' },
  responseBody: { id: 'thread_recorded1', object: 'thread' },
}

const retrieved: Exchange = {
  ...created,
  method: 'GET',
  target: '/v1/threads/thread_recorded1',
  requestBody: null,
}

/** A mock that answers each request with its path. */
const mock = {
  fetch: async (input: string | URL | Request) =>
    Response.json({ id: 'thread_mocked01', object: 'thread', path: new Request(input).url }),
}

describe('replaying recordings', () => {
  test('an operation is named by method and path without ids', () => {
    expect(operationName('GET', '/v1/threads/thread_abc123/messages?limit=2')).toBe(
      'GET /v1/threads/{id}/messages',
    )
  })

  test('ids of the mock replace recorded ones in later requests', async () => {
    const requested: string[] = []
    const recording = {
      fetch: async (input: string | URL | Request) => {
        requested.push(new Request(input).url)
        return mock.fetch(input)
      },
    }
    await new Replayer(recording).replay({ name: 'a.json', exchanges: [created, retrieved] })
    expect(requested).toEqual(['http://mock.test/v1/threads', 'http://mock.test/v1/threads/thread_mocked01'])
  })

  test('requests with a wrong key or an unknown id are skipped', async () => {
    const exchanges = [
      { ...created, status: 401, responseBody: { error: {} } },
      { ...retrieved, status: 404 },
    ]
    expect(await new Replayer(mock).replay({ name: 'a.json', exchanges })).toEqual([])
  })

  test('the report counts exchanges without a difference by operation', async () => {
    const results = await new Replayer(mock).replay({ name: 'a.json', exchanges: [created] })
    const scores = scoresOf([...results, { operation: 'GET /v1/models', differences: [], place: 'a.json#1' }])
    expect(results[0]?.differences).toEqual(['.path: only the mock has it (string)'])
    expect(summaryOf(scores)).toBe('1 of 2 exchanges agree (50.0 %)')
    expect(renderTable(scores)).toContain('| `POST /v1/threads` | 0 of 1 |')
  })
})
