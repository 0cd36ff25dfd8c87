import { describe, expect, test } from 'vitest'
import { ownText } from '../../../../src/assistant/conversation/own-text.ts'

describe('ownText', () => {
  test.each<{ title: string; parts: string[]; own: string }>([
    { title: 'a plain text', parts: ['Name a river'], own: 'Name a river' },
    { title: 'several plain parts', parts: ['Describe this', 'and that'], own: 'Describe this\nand that' },
    { title: 'a reminder part', parts: ['<system-reminder>Use ls.</system-reminder>', 'Hi'], own: 'Hi' },
    {
      title: 'a block before the text',
      parts: ['<editor_state open="2">\n  a.ts\n</editor_state>\n\nFix the bug'],
      own: 'Fix the bug',
    },
    { title: 'a block after the text', parts: ['Fix it\n<open-files>\nb.ts\n</open-files>'], own: 'Fix it' },
    {
      title: 'two blocks in one line',
      parts: ['<user_info>A</user_info><git_status>B</git_status>\nGo'],
      own: 'Go',
    },
    {
      title: 'inline markup',
      parts: ['Explain <b>bold</b> and <code>x</code>'],
      own: 'Explain <b>bold</b> and <code>x</code>',
    },
    { title: 'comparisons', parts: ['Is 3 < 4 and 5 > 2?'], own: 'Is 3 < 4 and 5 > 2?' },
    {
      title: 'a custom element inside a sentence',
      parts: ['Style <my-button>OK</my-button> blue'],
      own: 'Style <my-button>OK</my-button> blue',
    },
    { title: 'a tagged question', parts: ['<user_query>\nRename it\n</user_query>'], own: 'Rename it' },
    {
      title: 'a tagged task with details',
      parts: ['<task>Sort it</task>\n<environment_details>x</environment_details>'],
      own: 'Sort it',
    },
    { title: 'unknown tags only', parts: ['<note>Call Ann</note>'], own: '<note>Call Ann</note>' },
    {
      title: 'instructions with a text',
      parts: ['<instructions>Sum up.</instructions>\n<text>A b c.</text>'],
      own: '<instructions>Sum up.</instructions>\n<text>A b c.</text>',
    },
    { title: 'an unclosed tag', parts: ['<open-thing> hello'], own: '<open-thing> hello' },
    { title: 'only context', parts: ['<environment_context><cwd>/a</cwd></environment_context>'], own: '' },
    {
      title: 'a heading above a block',
      parts: ['# AGENTS.md instructions for /a\n\n<INSTRUCTIONS>\nBe brief.\n</INSTRUCTIONS>'],
      own: '',
    },
    {
      title: 'documents before a question',
      parts: ['<documents><document>A.</document></documents>\n\nWhat is A?'],
      own: 'What is A?',
    },
  ])('keeps the own words of $title', ({ parts, own }) => {
    expect(ownText(parts).own).toBe(own)
  })

  test('returns the removed blocks as context', () => {
    expect(ownText(['<a-b>one</a-b>\nhello\n<c_d>two</c_d>'])).toEqual({
      own: 'hello',
      context: '<a-b>one</a-b>\n<c_d>two</c_d>',
    })
  })

  test('takes time linear in the length of hostile text', () => {
    const { own } = ownText(['<a-b>'.repeat(50_000)])
    expect(own).toHaveLength(250_000)
  })
})
