import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../../compiler/diagnostics.ts'
import { isLinearTime, dropSlowConstraints } from '../../../../compiler/document/redos-guard.ts'

describe('ReDoS guard', () => {
  test.each([
    '^[a-zA-Z0-9_-]+$',
    '^tunnel_[a-z0-9]{32}$',
    '^(?:ab){2,5}c*$',
    String.raw`^\d{4}-\d{2}-\d{2}$`,
    '^[*+(|]+$',
    String.raw`^\(\+\)*$`,
    'abc',
  ])('the pattern %s is accepted as linear', (pattern) => {
    expect(isLinearTime(pattern)).toBe(true)
  })

  test.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a?){30}$',
    '^(?:a{1,3}b?)+$',
    'a+$',
    '^a*a*$',
    '^a|b+$',
    '^a{0,5000}a{0,5000}$',
    'a?'.repeat(30),
    '^((a+)b)*$',
    '^(?=a+)b$',
    String.raw`^(a+)\1$`,
    '(',
  ])('the pattern %s is rejected as potentially slow', (pattern) => {
    expect(isLinearTime(pattern)).toBe(false)
  })
})

describe('schemas with unbounded validation cost', () => {
  test('a slow pattern is removed from its schema with a warning', () => {
    const diagnostics = new Diagnostics()
    const schema = dropSlowConstraints({ type: 'string', pattern: '^(a+)+$' }, '/here', diagnostics)
    expect(schema).toEqual({ type: 'string' })
    expect(diagnostics.entries).toMatchObject([{ severity: 'warning', pointer: '/here' }])
  })

  test('uniqueItems is dropped for unbounded arrays of objects', () => {
    const diagnostics = new Diagnostics()
    const list = { type: 'array', uniqueItems: true, items: { type: 'object' } }
    expect(dropSlowConstraints(list, '/here', diagnostics)).toMatchObject({ uniqueItems: false })
    expect(dropSlowConstraints({ ...list, maxItems: 9 }, '/here', diagnostics)).toMatchObject({
      uniqueItems: true,
    })
    expect(dropSlowConstraints({ ...list, items: { type: 'string' } }, '/here', diagnostics)).toMatchObject({
      uniqueItems: true,
    })
    expect(diagnostics.entries).toHaveLength(1)
  })
})
