import { describe, expect, test } from 'vitest'
import { readPassages, readTemplate } from '../../../../src/assistant/conversation/templates.ts'

const PASSAGES = 'The Rhine is 1,233 km long.\nThe Elbe ends in Cuxhaven.'

describe('readTemplate', () => {
  test.each([
    [
      'rules',
      `Context information is below.\n-----\n${PASSAGES}\n-----\nAnswer the query.\nQuery: How long is the Rhine?\nAnswer: `,
    ],
    [
      'context first',
      `Use the context to answer.\n\nContext:\n${PASSAGES}\n\nQuestion: How long is the Rhine?\n\nHelpful Answer:`,
    ],
    ['question first', `Question: How long is the Rhine?\n\nContext:\n${PASSAGES}\n\nAnswer:`],
    ['Markdown labels', `## Retrieved documents:\n${PASSAGES}\n\n**User question:** How long is the Rhine?`],
    ['no question label', `Context: ${PASSAGES}\n\nHow long is the Rhine?`],
    ['the question before the label', `How long is the Rhine?\n\nSearch results:\n${PASSAGES}`],
    [
      'quotes',
      `Here are the sources:\n${PASSAGES}\n\nThe following is a user request:\n"""\nHow long is the Rhine?\n"""`,
    ],
  ])('finds the question of a template with %s', (_, text) => {
    const template = readTemplate(text)
    expect(template?.question).toBe('How long is the Rhine?')
    expect(template?.passages).toContain(PASSAGES)
  })

  test('finds numbered sources', () => {
    expect(readTemplate('Cite them.\n[1] A is B.\n[2] C is D.\n\nQuestion: What is C?')).toEqual({
      question: 'What is C?',
      passages: '[1] A is B.\n[2] C is D.',
      rest: 'Cite them.',
    })
  })

  test('takes the last question after examples', () => {
    const text = 'Q: 1 + 1?\nA: 2\n\nQ: 2 + 2?\nA: 4\n\nQ: 3 + 3?\nA:'
    expect(readTemplate(text)?.question).toBe('3 + 3?')
  })

  test.each([
    'What is the capital of Peru?',
    'Note: the meeting is at 3pm. Tell Ann.',
    'Question: Is water wet?\nSubmission: Yes.\nIs the submission right? Answer YES or NO.',
    'You are a grader.\n[Question]: Who?\n[Expert]: A\n[Submission]: B\n\nCompare them.',
    'Write a poem.\n\nIt has two verses.',
  ])('returns undefined for %j', (text) => {
    expect(readTemplate(text)).toBeUndefined()
  })
})

test('readPassages returns the passages of a system message', () => {
  expect(readPassages(`Answer from the context.\n\nContext: ${PASSAGES}`)).toBe(PASSAGES)
  expect(readPassages('You are a pirate.')).toBe('')
})
