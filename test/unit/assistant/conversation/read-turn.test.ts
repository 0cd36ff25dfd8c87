import { describe, expect, test } from 'vitest'
import { readTurn } from '../../../../src/assistant/conversation/read-turn.ts'
import type { Message, RawStep } from '../../../../src/assistant/conversation/types.ts'

const message =
  (role: Message['role']) =>
  (...parts: string[]): Message => ({ role, parts })
const user = message('user')
const system = message('system')
const assistant = message('assistant')
const tool = message('tool')
const named = (name: string, text: string): Message => ({ role: 'user', name, parts: [text] })
const step = (position: number, output: string, name = 'look_up'): RawStep => ({
  name,
  input: '{}',
  output,
  position,
})

describe('readTurn question', () => {
  test.each<{ title: string; messages: Message[]; question: string }>([
    { title: 'the last user message', messages: [user('A?'), assistant('B'), user('C?')], question: 'C?' },
    {
      title: 'the message before a reminder',
      messages: [user('A?'), user('<system-reminder>b</system-reminder>')],
      question: 'A?',
    },
    {
      title: 'the message after the environment',
      messages: [user('<env-info>b</env-info>'), user('A?')],
      question: 'A?',
    },
    {
      title: 'a message that is one block only',
      messages: [user('<my-note>Name a bird</my-note>')],
      question: '<my-note>Name a bird</my-note>',
    },
    {
      title: 'the message after a title request',
      messages: [user('Generate a title:'), user('Paint the barn')],
      question: 'Paint the barn',
    },
    {
      title: 'the message before a format',
      messages: [user('Name 3 birds'), user('Output should be a JSON array of strings.')],
      question: 'Name 3 birds',
    },
    {
      title: 'the message before a repair request',
      messages: [
        user('Ann is 9'),
        assistant('{}'),
        user('Validation error: Required at "age". Please correct it.'),
      ],
      question: 'Ann is 9',
    },
    {
      title: 'the message before two repair requests',
      messages: [
        user('Ann is 9'),
        assistant('{}'),
        user('Invalid JSON: no "age"'),
        assistant('{}'),
        user('Could not parse the answer'),
      ],
      question: 'Ann is 9',
    },
    {
      title: 'an opening that reads like a repair request',
      messages: [user('Fix the error in my JSON')],
      question: 'Fix the error in my JSON',
    },
    {
      title: 'the message before an agent answers',
      messages: [user('Research owls'), named('researcher', 'Owls hunt at night.')],
      question: 'Research owls',
    },
    {
      title: 'the last of two named people',
      messages: [named('ann', 'Hi'), named('bob', 'Name a bird')],
      question: 'Name a bird',
    },
    {
      title: 'the last system message alone',
      messages: [system('You are a poet.'), system('Write about moss.')],
      question: 'Write about moss.',
    },
    {
      title: 'the question of a template',
      messages: [user('Context:\nA is B.\n\nQuestion: What is A?\nAnswer:')],
      question: 'What is A?',
    },
    { title: 'nothing', messages: [], question: '' },
  ])('is $title', ({ messages, question }) => {
    expect(readTurn(messages).question).toBe(question)
  })

  test('is an instruction if no user spoke', () => {
    expect(readTurn([system('Write about moss.')]).isInstruction).toBe(true)
    expect(readTurn([system('Be brief.'), user('Hi')]).isInstruction).toBe(false)
  })

  test('may be an attachment without text', () => {
    const turn = readTurn([user('Hi'), { role: 'user', parts: [], attachment: 'image' }])
    expect(turn).toMatchObject({ question: '', attachment: 'image', turnNumber: 2 })
  })
})

describe('readTurn context', () => {
  test('separates system texts, formats and templates from the question', () => {
    const turn = readTurn([
      system('Be brief.'),
      user('<cwd-info>/srv</cwd-info>\nUse the context.\nContext: A is B.\n\nQuestion: What is A?'),
      user('Respond only in JSON.'),
    ])
    expect(turn.question).toBe('What is A?')
    expect(turn.system).toBe('Be brief.\nRespond only in JSON.\nUse the context.')
    expect(turn.context).toBe('<cwd-info>/srv</cwd-info>\nA is B.')
  })

  test('finds passages in a system message', () => {
    const turn = readTurn([system('Use the retrieved context.\n\nContext: A is B.'), user('What is A?')])
    expect(turn.context).toBe('A is B.')
  })

  test('keeps both ends of a long system message', () => {
    const { system: text } = readTurn([system(`first ${'x'.repeat(50_000)} last`), user('Hi')])
    expect(text).toMatch(/^first .* last$/s)
    expect(text.length).toBeLessThan(6100)
  })
})

describe('readTurn steps', () => {
  const asked = [user('A?'), assistant('B'), user('C?')]

  test('are those since the question', () => {
    const turn = readTurn([...asked, tool('new')], [step(1, 'old'), step(3, 'new')])
    expect(turn.steps.map(({ output }) => output)).toEqual(['new'])
    expect(turn).toMatchObject({ hasFreshResults: true, turnNumber: 2 })
  })

  test.each<{ title: string; later: Message[]; isFresh: boolean }>([
    { title: 'fresh before a system reminder', later: [system('Be brief.')], isFresh: true },
    {
      title: 'fresh before a tagged reminder',
      later: [user('<system-reminder>x</system-reminder>')],
      isFresh: true,
    },
    { title: 'not fresh after an answer', later: [assistant('It is new.')], isFresh: false },
  ])('are $title', ({ later, isFresh }) => {
    expect(readTurn([...asked, tool('new'), ...later], [step(3, 'new')]).hasFreshResults).toBe(isFresh)
  })

  test('end with a new question', () => {
    const turn = readTurn([...asked, tool('new'), user('D?')], [step(3, 'new')])
    expect(turn).toMatchObject({ question: 'D?', steps: [], hasFreshResults: false })
  })

  test('mark failures and handoffs', () => {
    const turn = readTurn(
      [user('A?'), tool(), tool(), tool()],
      [
        step(1, 'Error: no such city'),
        step(2, '{"error": null, "ok": true}'),
        step(3, '{"assistant":"Seats"}', 'transfer_to_seats'),
      ],
    )
    expect(turn.steps.map(({ isError, isTransfer }) => [isError, isTransfer])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ])
    expect(turn.hasFreshResults).toBe(false)
  })

  test('list what other agents said', () => {
    const turn = readTurn([user('Research owls'), named('researcher', 'Owls hunt.'), assistant('Noted.')])
    expect(turn.workerMessages).toEqual(['Owls hunt.', 'Noted.'])
  })
})
