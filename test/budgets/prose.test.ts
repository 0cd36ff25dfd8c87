import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CONSTRUCTIONS, extractProse, overusedConstructions, type SourceText } from '../support/prose.ts'

const project = resolve(import.meta.dirname, '../..')

/** Encoded media, and the list of constructions itself. */
const EXCLUDED = /\/encoded\/|^test\/support\/prose\.ts$|^test\/budgets\/prose\.test\.ts$/

function trackedFiles(): SourceText[] {
  const files = execFileSync('git', ['ls-files'], { cwd: project, encoding: 'utf8' }).trim().split('\n')
  return files
    .filter((file) => !EXCLUDED.test(file) && existsSync(resolve(project, file)))
    .map((file) => ({ file, text: readFileSync(resolve(project, file), 'utf8') }))
}

/** Twenty words of good English. */
const PLAIN = 'Requests are validated against the document. Polling a job returns it completed. '.repeat(2)

describe('prose', () => {
  test.each(Object.entries(extractProse(trackedFiles())))(
    'the %s of the project stay within the budget of every construction',
    (_, text) => {
      expect(text.length).toBeGreaterThan(10_000)
      expect(overusedConstructions(text)).toEqual([])
    },
  )
})

describe('overusedConstructions', () => {
  test.each([
    ['what-clause', 'What is sent is what was asked.'],
    ['tell', 'It tells the name.'],
    ['say', 'The header says so.'],
    ['nobody', 'Nobody answers.'],
    ['is-no', 'This is no number.'],
    ['where', 'It fails where there is none.'],
    ['in-the-place', 'It stands in the place of another.'],
    ['left-as', 'It is left as it was.'],
    ['hold-against', 'It is held against the schema.'],
    ['by-itself', 'It starts by itself.'],
  ])('overusedConstructions reports %s', (name, sentence) => {
    const reports = overusedConstructions(PLAIN + sentence)
    expect(reports).toEqual([expect.stringContaining(`${name}: `)])
  })

  test('overusedConstructions has a test for every construction and accepts plain English', () => {
    expect(Object.keys(CONSTRUCTIONS)).toHaveLength(10)
    expect(overusedConstructions(PLAIN)).toEqual([])
  })
})

describe('extractProse', () => {
  test('extractProse separates docs, comments and messages', () => {
    const prose = extractProse([
      { file: 'docs/a.md', text: 'Read `code` here.\n\n```sh\nnpm ci\n```\n' },
      {
        file: 'src/a.ts',
        text: "/** A comment. */\nthrow new Error('the request body is not JSON') // Why\n",
      },
      { file: 'test/a.test.ts', text: "test('a title that is not a message', () => {}) // In a test\n" },
    ])
    expect(prose.docs.trim()).toBe('Read x here.')
    expect(prose.comments).toBe('/** A comment. */\n// Why\n// In a test')
    expect(prose.messages.trim()).toBe('the request body is not JSON')
  })
})
