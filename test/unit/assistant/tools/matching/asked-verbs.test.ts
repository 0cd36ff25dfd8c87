import { describe, expect, test } from 'vitest'
import { asksQuestion, readAsked } from '../../../../../src/assistant/tools/matching/asked-verbs.ts'
import type { Verb } from '../../../../../src/assistant/words.ts'

describe('readAsked', () => {
  test.each<[question: string, verb: Verb]>([
    ['Delete a.txt', 'delete'],
    ['Could you please remove it?', 'delete'],
    ['Get rid of the old backups', 'delete'],
    ['The backups should be deleted', 'delete'],
    ["I'd like to pay the bill", 'pay'],
    ['Check the stock, then order 3 chairs', 'pay'],
    ['Email kim@example.com', 'send'],
    ['Go ahead and cancel order 9', 'close'],
    ['Switch the radio off', 'close'],
    ['In repo a/b close issue 5', 'close'],
    ['What files are there?', 'list'],
    ['What is 3 + 4?', 'add'],
  ])('finds the verb of %j', (question, verb) => {
    expect([...readAsked(question).verbs]).toContain(verb)
  })

  test.each<[question: string, verb: Verb]>([
    ["Don't delete anything, list the files", 'delete'],
    ['Show it without deleting it', 'delete'],
    ['Explain the refund policy', 'pay'],
    ['Is it possible to cancel?', 'close'],
    ['Order status of 12', 'pay'],
    ['Should I buy bonds?', 'pay'],
    ['Why do services need to restart?', 'close'],
    ['Give it 4 stars', 'get'],
    ['Is 2027-03-04 a Thursday?', 'subtract'],
  ])('does not read %j as a request', (question, verb) => {
    expect([...readAsked(question).verbs]).not.toContain(verb)
  })
})

test('asksQuestion recognizes questions', () => {
  expect(asksQuestion('I am in Rome. What is the time?')).toBe(true)
  expect(asksQuestion('Book a flight')).toBe(false)
})
