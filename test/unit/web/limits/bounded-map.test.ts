import { describe, expect, test } from 'vitest'
import { BoundedMap } from '../../../../src/web/limits/bounded-map.ts'

describe('bounded map', () => {
  test('the map removes the entry that was set longest ago', () => {
    const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4)
    expect([...map]).toEqual([
      ['a', 3],
      ['c', 4],
    ])
  })

  test('replacing a value of a full map removes no other entry', () => {
    const map = new BoundedMap<string, number>(2).set('a', 1).set('b', 2).set('b', 3)
    expect(map.size).toBe(2)
    expect(map.get('a')).toBe(1)
  })
})
