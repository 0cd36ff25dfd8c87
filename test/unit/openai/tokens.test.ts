import { describe, expect, test } from 'vitest'
import { countTokens, tokenize } from '../../../src/openai/tokens.ts'

describe('token estimate', () => {
  test.each([
    'Hello, world!',
    '  two  spaces\n\nand lines ',
    'Größe 12345 €',
    '日本語のテキスト',
    '👩‍💻 works',
    '',
  ])('the estimated tokens join to the text %j', (text) => {
    expect(tokenize(text).join('')).toBe(text)
  })

  test('the token estimate is close to the count of a real tokenizer', () => {
    // Real tokenizers count 9 or 10.
    expect(countTokens('Hello! How can I assist you today?')).toBe(9)
  })
})
