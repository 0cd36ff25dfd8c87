import { describe, expect, test } from 'vitest'
import { Embedder } from '../../../../src/operations/embeddings/embed-text.ts'

const embedder = new Embedder(1536)

/** @returns the cosine of the angle between two texts */
function similarity(one: string, other: string): number {
  const vector = embedder.embed(other)
  return embedder.embed(one).reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0)
}

describe('Embedder', () => {
  test.each([
    ['The cat sat on the mat', 'A cat was sitting on a mat'],
    ['How do I reset my password?', 'I forgot my password and need to change it'],
    ['China', "People's Republic of China"],
    ['The quick brown fox jumps over the lazy dog', 'A fast brown fox leaps over a sleepy dog'],
    ['car', 'automobile'],
    ['doctor', 'physician'],
    ['What is the price of the ticket?', 'How much does the ticket cost?'],
    ['The company hired a new manager', 'The firm hired a new boss'],
    ['function addNumbers(a, b) { return a + b }', 'def add_numbers(x, y): return x + y'],
    ['Die Katze schl\u00e4ft auf dem Sofa', 'Die Katze liegt schlafend auf dem Sofa'],
    ['El gato duerme en la casa', 'El gato est\u00e1 durmiendo en casa'],
    ['\u6771\u4eac\u306e\u5929\u6c17\u306f', '\u6771\u4eac\u306e\u5929\u6c17'],
  ])('%j and %j are close', (one, other) => {
    expect(similarity(one, other)).toBeGreaterThan(0.5)
  })

  test.each([
    ['The cat sat on the mat', 'How tall is the Eiffel Tower?'],
    ['What is the weather in Paris?', 'How do I bake bread?'],
    ['I like pizza', 'The stock market fell today'],
    ['How do I do this?', 'What is it that you are?'],
    ['banana', 'computer'],
    ['Der Hund ist in dem Haus', 'Die Sonne ist in dem Himmel'],
    ['SELECT * FROM users', 'The sun is shining'],
    ['\u6771\u4eac\u306e\u5929\u6c17', '\u5bff\u53f8\u306e\u4f5c\u308a\u65b9'],
  ])('%j and %j are unrelated', (one, other) => {
    expect(similarity(one, other)).toBeLessThan(0.3)
  })

  test('a question is closest to the passage that answers it', () => {
    const passages = [
      'Sourdough bread needs flour, water and salt.',
      'The Eiffel Tower is 330 metres high.',
      'Employees get 25 days of vacation a year.',
    ]
    const best = (question: string) =>
      passages.toSorted((one, other) => similarity(question, other) - similarity(question, one))[0]
    expect(best('How tall is the Eiffel Tower?')).toBe(passages[1])
    expect(best('How many holidays does the staff have?')).toBe(passages[2])
    expect(best('ingredients of bread')).toBe(passages[0])
  })

  test('a vector has unit length, is dense, and depends on the order of words', () => {
    for (const text of ['', '!!!', 'the', 'one two three']) {
      const vector = embedder.embed(text)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
      expect(vector.filter((value) => value === 0).length).toBeLessThan(10)
    }
    expect(embedder.embed('man bites dog')).not.toEqual(embedder.embed('dog bites man'))
    expect(embedder.embedTokens([1, 2])).not.toEqual(embedder.embedTokens([3]))
  })
})
