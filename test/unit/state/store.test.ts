import { describe, expect, test } from 'vitest'
import { memoryEngine } from '../../../src/runtimes/node/state/database-engine.ts'
import { parentKey } from '../../../src/state/kept.ts'
import { Store } from '../../../src/state/store.ts'

const TIMES = { created: 1_741_569_952 }

function newStore(limits = { maxBytes: 1_000_000_000, maxObjects: 1000 }): Store {
  return new Store({ namespace: 'test', engine: memoryEngine(), limits })
}

function place(id: string, { family = '/threads', parent = '' } = {}) {
  return { family, parent, id }
}

describe('store', () => {
  test('an unused store has no database', () => {
    const store = newStore()
    expect(store.find(place('a'))).toBeUndefined()
    expect(store.page({ family: '/threads', parent: '', order: 'asc', limit: 10 })).toEqual({
      items: [],
      hasMore: false,
    })
    expect(store.reader()).toBeUndefined()
  })

  test('a changed collection has no object with an empty id', () => {
    const store = newStore()
    store.touch('/threads', '')
    expect(store.isTouched('/threads', '')).toBe(true)
    expect(store.find(place(''))).toBeUndefined()
  })

  test('a body of several megabytes is returned unchanged', () => {
    const store = newStore()
    const body = { text: 'ü'.repeat(1_500_000) }
    store.insert(place('long'), body, TIMES)
    expect(store.get(place('long'))?.body).toEqual(body)
  })

  test('a long body can be replaced by a short one and back', () => {
    const store = newStore()
    store.insert(place('a'), { text: 'x' }, TIMES)
    for (const text of ['y'.repeat(600_000), 'z']) {
      const kept = store.get(place('a'))
      if (kept !== undefined) {
        store.replace(kept, { text })
      }
      expect(store.get(place('a'))?.body).toEqual({ text })
    }
    expect(store.usage.bytes).toBe(JSON.stringify({ text: 'z' }).length)
  })

  test('a deleted object leaves a trace without body and content', () => {
    const store = newStore()
    const seq = store.insert(place('a'), { text: 'x' }, TIMES)
    store.setContent({ seq }, new Uint8Array(2_500_000).fill(7))
    expect(store.content({ seq }).length).toBe(2_500_000)
    const kept = store.get(place('a'))
    if (kept !== undefined) {
      store.bury(kept)
    }
    expect(store.get(place('a'))).toBeUndefined()
    expect(store.find(place('a'))).toMatchObject({ gone: true, body: {} })
    expect(store.content({ seq }).length).toBe(0)
    expect(store.usage).toEqual({ objects: 0, bytes: 0 })
  })

  test('a page may start after a deleted object', () => {
    const store = newStore()
    for (const id of ['a', 'b', 'c', 'd']) {
      store.insert(place(id), { id }, TIMES)
    }
    const kept = store.get(place('b'))
    if (kept !== undefined) {
      store.bury(kept)
    }
    const idsOf = (query: object) =>
      store
        .page({ family: '/threads', parent: '', order: 'asc', limit: 2, ...query })
        .items.map(({ id }) => id)
    expect(idsOf({})).toEqual(['a', 'c'])
    expect(idsOf({ after: 'b' })).toEqual(['c', 'd'])
    expect(idsOf({ after: 'unknown' })).toEqual(['d'])
    expect(idsOf({ before: 'd' })).toEqual(['a', 'c'])
    expect(idsOf({ order: 'desc', before: 'a' })).toEqual(['d', 'c'].slice(0, 2))
  })

  test('a filtered page continues beyond the rows of one query', () => {
    const store = newStore({ maxBytes: 1_000_000, maxObjects: 1000 })
    for (let index = 0; index < 900; index += 1) {
      store.insert(place(String(index)), { wanted: index % 300 === 0 }, TIMES)
    }
    const { items, hasMore } = store.page({
      family: '/threads',
      parent: '',
      order: 'desc',
      limit: 2,
      matches: ({ wanted }) => wanted === true,
    })
    expect(items.map(({ id }) => id)).toEqual(['600', '300'])
    expect(hasMore).toBe(true)
  })

  test('removing what is below an object keeps similar names', () => {
    const store = newStore()
    const messages = '/threads/{thread_id}/messages'
    const steps = '/threads/{thread_id}/runs/{run_id}/steps'
    const kept = [
      place('m', { family: messages, parent: parentKey(['t']) }),
      place('s', { family: steps, parent: parentKey(['t', 'r']) }),
    ]
    const others = [
      place('m', { family: messages, parent: parentKey(['t2']) }),
      place('t', { family: '/threads' }),
      place('m', { family: '/threads_other', parent: 't' }),
    ]
    for (const one of [...kept, ...others]) {
      store.insert(one, {}, TIMES)
    }
    store.removeBelow('/threads/{thread_id}', parentKey(['t']))
    expect(kept.map((one) => store.find(one))).toEqual([undefined, undefined])
    expect(others.map((one) => store.get(one)?.id)).toEqual(['m', 't', 'm'])
  })

  test('a full store refuses objects and content with 403', () => {
    const store = newStore({ maxBytes: 100, maxObjects: 2 })
    store.insert(place('a'), {}, TIMES)
    const seq = store.insert(place('b'), {}, TIMES)
    expect(() => store.insert(place('c'), {}, TIMES)).toThrow(
      expect.objectContaining({ status: 403, code: 'mock_state_full', type: 'insufficient_quota' }),
    )
    expect(() => store.setContent({ seq }, new Uint8Array(200))).toThrow(
      expect.objectContaining({ status: 403, message: expect.stringContaining("namespace 'test'") }),
    )
    expect(store.usage.objects).toBe(2)
  })

  test('a transaction that throws changes nothing', () => {
    const store = newStore()
    store.insert(place('a'), {}, TIMES)
    expect(() =>
      store.transaction(() => {
        store.insert(place('b'), {}, TIMES)
        throw new RangeError('no')
      }),
    ).toThrow(RangeError)
    expect(store.find(place('b'))).toBeUndefined()
    expect(store.usage.objects).toBe(1)
  })

  test('counters count from 0', () => {
    const store = newStore()
    expect([store.count('a'), store.count('a'), store.count('b')]).toEqual([0, 1, 0])
  })

  test('ids with slashes do not collide with nested ids', () => {
    expect(parentKey(['a/b'])).not.toBe(parentKey(['a', 'b']))
  })
})
