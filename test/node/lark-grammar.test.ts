import { describe, expect, test } from 'vitest'
import { textOfLark } from '../../src/adapters/text/lark-grammar.ts'
import { seededRandom } from '../../src/openai/seeded-random.ts'

const made = (grammar: string) => textOfLark(grammar, seededRandom('a'))

describe('a text for a grammar of Lark', () => {
  test.each<[string, string, RegExp]>([
    ['texts and terminals', 'start: "SELECT " COLUMN\nCOLUMN: "a" | "b"', /^SELECT [ab]$/],
    ['patterns', 'start: DATE\nDATE: /\\d{4}-\\d{2}-\\d{2}/', /^\d{4}-\d{2}-\d{2}$/],
    [
      'recursion',
      'start: expr\nexpr: expr "+" term -> add\n    | term\nterm: "(" expr ")" | INT\n%import common.INT\n%ignore " "',
      /^42$/,
    ],
    ['repetition', 'start: ("a" "b")+ "c"? ["d"] "e"* "f"~2..3', /^abff?$/],
    [
      'modifiers, priorities and comments',
      '// A list.\n?start: item\nitem.2: "x" // the item\n    | "y"',
      /^x$/,
    ],
    ['escapes', 'start: "say \\"hi\\"\\n"', /^say "hi"\n$/],
    ['what is written in any case', 'start: "select"i', /^select$/],
  ])('follows %s', (_, grammar, expected) => {
    expect(made(grammar)).toMatch(expected)
  })

  test.each([
    ['an endless one', 'start: start "a"'],
    ['one that branches without end', 'start: start start | start start start'],
    ['one without a start', 'rule: "a"'],
    ['one that names what is not there', 'start: missing'],
    ['one of endless brackets', `start: ${'('.repeat(10_000)}`],
    [
      'one of endless texts',
      'start: a a\na: b b b b b b b b b b\nb: c c c c c c c c c c\nc: "x" ~ 40\n%ignore " "'.replace(
        'a a',
        'a '.repeat(40),
      ),
    ],
    ['something else', '))) ||| "'],
  ])('is none for %s', (_, grammar) => {
    expect(made(grammar)).toBeUndefined()
  })
})
