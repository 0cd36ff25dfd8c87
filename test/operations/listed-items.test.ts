import { describe, expect, test } from 'vitest'
import { operationIdOf, operationsOf } from '../../compiler/document/document.ts'
import { createMock } from '../../src/index.ts'
import { normalizedDocument } from '../support/document.ts'

const mock = createMock()

/** Operations that retrieve one item of a list, with the path of the list. */
const pairs = operationsOf(normalizedDocument()).flatMap((located, _, all) => {
  const [, list, parameter = ''] = /^(.+)\/\{([^}]+)\}$/.exec(located.path) ?? []
  const lists = all.some(({ method, path }) => method === 'get' && path === list)
  return located.method === 'get' && list !== undefined && lists
    ? [{ id: operationIdOf(located), list, parameter }]
    : []
})

/** Operations whose response schema differs from that of the list items. */
const DIFFERENT_SCHEMA = new Set(['getCertificate', 'retrieve-group-user'])

async function read(path: string): Promise<Record<string, unknown>> {
  const headers = { authorization: 'Bearer sk-test', 'x-mock-clock': '1741569952' }
  const response = await mock.fetch(`http://mock.test${path}`, { headers })
  return (await response.json()) as Record<string, unknown>
}

describe('retrieving a listed item', () => {
  test.each(pairs.filter(({ id }) => !DIFFERENT_SCHEMA.has(id)).map((pair) => [pair.id, pair] as const))(
    '%s returns each item exactly as listed',
    async (_, { list, parameter }) => {
      const path = list.replaceAll(/\{(\w+)\}/g, (_name, name: string) => `${name}_Q7`)
      const { data } = await read(path)
      const items = Array.isArray(data) ? (data as Record<string, unknown>[]) : []
      expect(items.length).toBeGreaterThan(0)
      for (const item of items.slice(0, 5)) {
        const id = parameter in item ? item[parameter] : item['id']
        expect(await read(`${path}/${encodeURIComponent(String(id))}`)).toEqual(item)
      }
    },
  )
})
