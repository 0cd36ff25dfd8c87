import { describe, expect, test } from 'vitest'
import { textFromGrammar } from '../../../../src/assistant/tools/lark-grammar.ts'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'

const generate = (grammar: string) =>
  textFromGrammar(grammar, { random: seededRandom('a'), budget: new RequestBudget() })

describe('text generation from a Lark grammar', () => {
  test.each<[string, string, RegExp]>([
    ['literals and terminals', 'start: "SELECT " COLUMN\nCOLUMN: "a" | "b"', /^SELECT [ab]$/],
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
    [
      'imports under another name',
      'start: "x" NL N\n%import common.LF -> NL\n%import common.INT -> N',
      /^x\n\d+$/,
    ],
    [
      'the grammar of a patch, whose safest change adds a file',
      'start: begin_patch hunk+ end_patch\nbegin_patch: "*** Begin Patch" LF\nend_patch: "*** End Patch" LF?\n\nhunk: add_hunk | delete_hunk\nadd_hunk: "*** Add File: " filename LF add_line+\ndelete_hunk: "*** Delete File: " filename LF\nfilename: /(.+)/\nadd_line: "+" /(.*)/ LF -> line\n%import common.LF',
      /^\*\*\* Begin Patch\n\*\*\* Add File: \S+\n\+.+\n\*\*\* End Patch$/,
    ],
    ['case-insensitive literals', 'start: "select"i', /^select$/],
  ])('the generated text follows %s', (_, grammar, expected) => {
    expect(generate(grammar)).toMatch(expected)
  })

  test.each([
    ['an infinitely recursive grammar', 'start: start "a"'],
    ['a grammar that branches without end', 'start: start start | start start start'],
    ['a grammar without a start rule', 'rule: "a"'],
    ['a grammar that references an undefined rule', 'start: missing'],
    ['a grammar of 10,000 open brackets', `start: ${'('.repeat(10_000)}`],
    [
      'a grammar whose text grows exponentially',
      'start: a a\na: b b b b b b b b b b\nb: c c c c c c c c c c\nc: "x" ~ 40\n%ignore " "'.replace(
        'a a',
        'a '.repeat(40),
      ),
    ],
    ['invalid grammar syntax', '))) ||| "'],
  ])('no text is generated for %s', (_, grammar) => {
    expect(generate(grammar)).toBeUndefined()
  })
})
