import { describe, expect, test } from 'vitest'
import { ellipsize, truncate } from '../../../src/web/truncate.ts'

describe('truncating texts', () => {
  test('truncate does not split a surrogate pair', () => {
    expect(truncate('a😀b', 2)).toBe('a')
    expect(truncate('a😀b', 3)).toBe('a😀')
  })

  test('ellipsize marks only a text that it shortened', () => {
    expect(ellipsize('abc', 3)).toBe('abc')
    expect(ellipsize('abcd', 3)).toBe('abc...')
  })
})
