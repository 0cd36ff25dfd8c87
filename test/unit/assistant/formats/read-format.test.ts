import { describe, expect, test } from 'vitest'
import { composeText } from '../../../../src/assistant/answer-text.ts'
import type { Reason } from '../../../../src/assistant/explain.ts'
import { readTurn } from '../../../../src/assistant/conversation/read-turn.ts'
import type { Message } from '../../../../src/assistant/conversation/types.ts'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'
import { CHOICE_CHECKS } from './choice-checks.ts'
import { type FormatCheck, STRUCTURED_CHECKS } from './structured-checks.ts'
import { TEXT_CHECKS } from './text-checks.ts'

/** @returns the text for the messages of a check */
function answer({ system, user, isJsonMode }: FormatCheck): string {
  const messages: Message[] = [
    ...(system === undefined ? [] : [{ role: 'system' as const, parts: [system] }]),
    ...(user === undefined ? [] : [{ role: 'user' as const, parts: [user] }]),
  ]
  const schema = isJsonMode === true ? 'json' : undefined
  return composeText(
    { turn: readTurn(messages), schema, verbosity: 'medium' },
    { random: seededRandom(user ?? ''), budget: new RequestBudget() },
  )
}

/** Parses as the libraries do: a fenced block or the whole text. */
function parse(text: string): unknown {
  return JSON.parse(/```(?:json)?\n([^]*?)\n```/.exec(text)?.[1] ?? text)
}

const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value)

describe('the format of an answer', () => {
  test('is explained with its kind and the words that ask for it', () => {
    const reasons: Reason[] = []
    const turn = readTurn([{ role: 'user', parts: ['Is Paris in France? Answer yes or no.'] }])
    composeText(
      { turn, schema: undefined, verbosity: 'medium' },
      {
        random: seededRandom('a'),
        budget: new RequestBudget(),
        explain: (reason) => reasons.push(reason),
      },
    )
    expect(reasons).toEqual([{ at: 'format', from: 'question', words: 'choice: yes or no' }])
  })

  test('is read in time linear in the length of hostile text', () => {
    for (const part of [
      '{"a":',
      '[{',
      '<a>',
      'json with keys "',
      'one of: ',
      'Action: one of [',
      '- a\n',
      'A) x\n',
      '1. x [A] ',
      'answer a, ',
      '| a ',
      'interface A {',
      "respond 'a' ",
      'a or ',
      '"a" | ',
    ]) {
      const prompt = `Respond in JSON format, answer only with one of these. ${part.repeat(20_000)}`
      expect(answer({ name: part, user: prompt }).length).toBeLessThan(200_000)
    }
  })
})

describe('an answer is in the format that the messages ask for:', () => {
  test.each([...STRUCTURED_CHECKS, ...CHOICE_CHECKS, ...TEXT_CHECKS])('$name', (check) => {
    const text = answer(check)
    if (check.text !== undefined) {
      expect(text).toMatch(check.text)
    }
    if (check.json !== undefined) {
      const value = parse(text)
      for (const [name, type] of Object.entries(check.json)) {
        expect([text, name, typeOf(Object(value)[name])]).toEqual([text, name, type])
      }
    }
    const { items } = check
    if (items !== undefined) {
      const value = parse(text)
      expect([text, typeOf(value)]).toEqual([text, 'array'])
      const members = Array.isArray(value) ? value : []
      expect(members.length).toBeGreaterThan(0)
      for (const [name, type] of Object.entries(typeof items === 'string' ? {} : items)) {
        expect(members.map((member) => typeOf(Object(member)[name]))).toContain(type)
      }
      expect(members.map(typeOf)).toContain(typeof items === 'string' ? items : 'object')
    }
  })
})
