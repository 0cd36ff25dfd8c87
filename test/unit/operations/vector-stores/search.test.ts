import { describe, expect, test } from 'vitest'
import { passesFilter } from '../../../../src/operations/vector-stores/attribute-filter.ts'
import { chunkText } from '../../../../src/operations/vector-stores/chunk-text.ts'
import {
  createIndex,
  decodeIndex,
  encodeIndex,
} from '../../../../src/operations/vector-stores/passage-index.ts'
import { isRefusedFile, readableText } from '../../../../src/operations/vector-stores/readable-text.ts'
import { countTokens } from '../../../../src/openai/tokens.ts'

const words = Array.from({ length: 500 }, (_, index) => `word${index % 10}`).join(' ')

describe('chunks', () => {
  test('chunks have the requested size and overlap', () => {
    const chunks = chunkText(words, { max: 100, overlap: 25 }).map(([start, end]) => words.slice(start, end))
    expect(chunks.slice(0, -1).every((chunk) => countTokens(chunk) === 100)).toBe(true)
    const [first = '', second = ''] = chunks
    const shared =
      Array.from(first, (_, index) => first.slice(index)).find((end) => second.startsWith(end)) ?? ''
    expect(countTokens(shared)).toBeGreaterThanOrEqual(25)
  })

  test('chunks without their overlap join to the text', () => {
    const chunks = chunkText(words, { max: 100, overlap: 50 })
    const joined = chunks.map(([start, end], index) =>
      words.slice(Math.max(start, chunks[index - 1]?.[1] ?? 0), end),
    )
    expect(joined.join('')).toBe(words)
  })

  test('an empty text has no chunks', () => {
    expect(chunkText('', { max: 100, overlap: 50 })).toEqual([])
  })

  test('an index survives its encoding', () => {
    const index = createIndex('Ünïcode text about vacation.', { max: 4, overlap: 2 })
    expect(decodeIndex(new Uint8Array(encodeIndex(index)))).toEqual(index)
  })
})

describe('attribute filters', () => {
  const attributes = { year: 2024, area: 'hr', open: true }
  test.each([
    [{ type: 'eq', key: 'open', value: true }, true],
    [{ type: 'ne', key: 'missing', value: 1 }, true],
    [{ type: 'gt', key: 'year', value: 2024 }, false],
    [{ type: 'gte', key: 'year', value: 2024 }, true],
    [{ type: 'lt', key: 'year', value: '3000' }, false],
    [{ type: 'lte', key: 'area', value: 'hr' }, true],
    [{ type: 'in', key: 'area', value: ['it', 'hr'] }, true],
    [{ type: 'nin', key: 'area', value: ['it', 'hr'] }, false],
    [{ type: 'and', filters: [] }, true],
    [{ type: 'or', filters: [] }, false],
  ])('the filter %j passes: %s', (filter, passes) => {
    expect(passesFilter(attributes, filter)).toBe(passes)
  })
})

describe('readable text', () => {
  test('a text file is decoded as UTF-8', () => {
    expect(readableText(new TextEncoder().encode('h\u00e9'), 'a.md')).toBe('h\u00e9')
  })

  test('the text operators of a PDF file are its text', () => {
    const pdf = '%PDF-1.4\nstream\nBT (Hello \\(there\\)) Tj [(Wor) -20 (ld)] TJ ET\nendstream\n\u00ff'
    const bytes = Uint8Array.from(pdf, (character) => character.charCodeAt(0))
    expect(readableText(bytes, 'a.pdf')).toBe('Hello (there)\nWorld')
  })

  test('bytes that are not text cannot be read', () => {
    expect(readableText(Uint8Array.of(0xff, 0xfe, 0), 'a.txt')).toBeUndefined()
  })

  test('tables and pictures are refused by their extension', () => {
    expect(['a.CSV', 'a.png', 'a.md', 'README'].map(isRefusedFile)).toEqual([true, true, false, false])
  })
})
