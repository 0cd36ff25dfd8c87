import { describe, expect, test } from 'vitest'
import { sampleSchema } from '../../../../src/assistant/schema-sampler/schema-sampler.ts'
import type { Json, JsonObject } from '../../../../src/web/json/json.ts'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'

function sample(schema: JsonObject, prompt: string): Json {
  return sampleSchema(schema, { prompt, random: seededRandom('a'), budget: new RequestBudget() })
}

describe('values named in the prompt', () => {
  test.each<[prompt: string, named: JsonObject]>([
    ['Add 2 and 3', { a: 2, b: 3 }],
    [
      'Book from Oslo to New York on 2026-12-24 for 2',
      { origin: 'Oslo', destination: 'New York', date: '2026-12-24', seats: 2 },
    ],
    ['Send $1,500.50 to jane.doe@example.co.uk', { amount: 1500.5, to: 'jane.doe@example.co.uk' }],
    ['Where is my order ORD-12345?', { order_id: 'ORD-12345' }],
    ['Cancel order #99812 of 10:30', { orderId: '99812' }],
    ['My name is Jane Doe and I am 54', { name: 'Jane Doe', age: 54 }],
    ['Read the file src/index.ts.', { path: 'src/index.ts' }],
    ['Open https://example.com/x?y=1.', { url: 'https://example.com/x?y=1' }],
    ['What is AAPL worth?', { symbol: 'AAPL' }],
  ])('a sampled object contains the values named in the prompt: %s', (prompt, named) => {
    const properties = Object.entries(named).map(([name, value]) => [name, { type: typeof value }])
    expect(sample({ type: 'object', properties: Object.fromEntries(properties) }, prompt)).toEqual(named)
  })

  test('a sampled string with a format is the matching value from the prompt', () => {
    const formatted = (format: string) => sample({ type: 'string', format }, 'Mail a@b.org by 2026-12-24')
    expect([formatted('email'), formatted('date')]).toEqual(['a@b.org', '2026-12-24'])
  })

  test('sampling takes bounded steps for a very long prompt', () => {
    const properties = ['email', 'url', 'path', 'order_id', 'phone', 'city', 'n'].map((name) => [name, {}])
    for (const piece of ['a', 'a-', '1,', '1 ', 'in ', './', 'Ab ']) {
      sample({ type: 'object', properties: Object.fromEntries(properties) }, piece.repeat(100_000))
    }
  })
})
