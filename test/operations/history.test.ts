import { describe, expect, test } from 'vitest'
import { isObject, type Json, resolveSchema, type Schema } from '../../compiler/document/document.ts'
import { propertiesOf, requiredOf } from '../../compiler/document/properties.ts'
import { flattenUnion, unionOf } from '../../compiler/document/unions.ts'
import { Sampler } from '../../compiler/examples/sample.ts'
import { createMock } from '../../src/index.ts'
import { normalizedDocument } from '../support/document.ts'

const document = normalizedDocument()
const sampler = new Sampler(document, new Map(), new Map())
const mock = createMock()

/** Operations that accept history, and the union of the output items that they have to accept. */
const TARGETS = [
  { path: '/v1/responses', union: 'OutputItem', member: 'input' },
  { path: '/v1/responses', union: 'ItemResource', member: 'input' },
  { path: '/v1/responses?beta=true', union: 'BetaOutputItem', member: 'input' },
  { path: '/v1/responses/compact', union: 'OutputItem', member: 'input' },
  { path: '/v1/responses/input_tokens', union: 'OutputItem', member: 'input' },
  { path: '/v1/conversations', union: 'ConversationItem', member: 'items' },
] as const

interface ItemCase {
  path: string
  union: string
  member: string
  type: string
  schema: Schema
}

function itemCases({ path, union, member }: (typeof TARGETS)[number]): ItemCase[] {
  const root: Schema = { $ref: `#/components/schemas/${union}` }
  return flattenUnion(root, (part) => unionOf(resolveSchema(document, part))).map((schema) => ({
    path,
    union,
    member,
    schema,
    type: JSON.stringify(resolveSchema(document, propertiesOf(document, schema)['type'] ?? {}).enum),
  }))
}

/** The item as clients send it back: without id and status, and with null in every optional member. */
function asHistory(schema: Schema): Json {
  const item = sampler.sample(schema)
  const required = requiredOf(document, schema)
  const optional = Object.keys(propertiesOf(document, schema)).filter((name) => !required.includes(name))
  const { id: _id, status: _status, ...rest } = isObject(item) ? item : {}
  const nulls = Object.fromEntries(optional.map((name) => [name, null]))
  return { ...rest, ...nulls, ...('type' in rest && { type: rest['type'] ?? null }) }
}

async function send({ path, member }: ItemCase, items: Json[]): Promise<Response> {
  const body = { model: 'gpt-5.4', [member]: items }
  return mock.fetch(
    new Request(`http://mock.test${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

describe('history', () => {
  test.each(TARGETS)('$path knows at least 20 types of $union', (target) => {
    expect(itemCases(target).length).toBeGreaterThanOrEqual(20)
  })

  test.each(TARGETS.flatMap(itemCases))(
    '$path accepts a $type of $union without id and status, and with null for optional members',
    async (one) => {
      const response = await send(one, [{ role: 'user', content: 'Hi' }, asHistory(one.schema)])
      expect(response.status, await response.text()).toBe(200)
    },
  )

  test('chat completions accept the message of a response with null for each optional member', async () => {
    const schema: Schema = { $ref: '#/components/schemas/ChatCompletionResponseMessage' }
    const optional = Object.keys(propertiesOf(document, schema)).filter((name) => name !== 'role')
    const nulls = Object.fromEntries(optional.map((name) => [name, null]))
    const messages: Json[] = [
      { role: 'user', content: 'Hi' },
      { ...nulls, role: 'assistant', content: 'Hello' },
      { role: 'user', content: [], name: null },
    ]
    const one = { path: '/v1/chat/completions', member: 'messages', union: '', type: '', schema }
    const response = await send(one, messages)
    expect(response.status, await response.text()).toBe(200)
  })
})
