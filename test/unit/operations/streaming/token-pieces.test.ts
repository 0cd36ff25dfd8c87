import { describe, expect, test } from 'vitest'
import { tokenPieces } from '../../../../src/operations/streaming/token-pieces.ts'

const byLetter = (text: string) => Array.from(text)

describe('tokenPieces', () => {
  test('tokens that join to the text are its pieces', () => {
    expect(tokenPieces('Hello', ['Hel', 'lo'], byLetter)).toEqual([
      { piece: 'Hel', token: 0 },
      { piece: 'lo', token: 1 },
    ])
  })

  test.each([
    ['no tokens', []],
    ['tokens of another text', ['Good', 'bye']],
  ])('a text with %s is split', (_, tokens) => {
    expect(tokenPieces('Hi', tokens, byLetter)).toEqual([{ piece: 'H' }, { piece: 'i' }])
  })
})
