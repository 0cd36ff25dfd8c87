import { describe, expect, test } from 'vitest'
import { wholeRequest } from '../../../../src/operations/assistants/run-body.ts'

const assistant = {
  model: 'gpt-4o',
  instructions: 'Be brief.',
  tools: [{ type: 'code_interpreter' }],
  temperature: 0.5,
}
const message = (content: string) => ({ role: 'user', content })

describe('the request of a run with its assistant and thread', () => {
  test('a run without a known assistant and messages is unchanged', () => {
    expect(wholeRequest({ assistant_id: 'asst_1' }, { assistant: undefined, messages: [] })).toBeUndefined()
  })

  test('a run takes from its assistant only the parameters that it omits or sets to null', () => {
    const body = { assistant_id: 'asst_1', model: 'gpt-4.1', tools: null }
    expect(wholeRequest(body, { assistant, messages: [] })).toEqual({
      ...assistant,
      assistant_id: 'asst_1',
      model: 'gpt-4.1',
      additional_messages: [],
    })
  })

  test('additional instructions and messages follow those of assistant and thread', () => {
    const body = { additional_instructions: 'In English.', additional_messages: [message('Two')] }
    expect(wholeRequest(body, { assistant, messages: [message('One')] })).toMatchObject({
      instructions: 'Be brief.\nIn English.',
      additional_messages: [message('One'), message('Two')],
    })
  })

  test('a truncated thread counts its last messages only', () => {
    const body = { truncation_strategy: { type: 'last_messages', last_messages: 1 } }
    const messages = [message('One'), message('Two')]
    expect(wholeRequest(body, { assistant, messages })?.['additional_messages']).toEqual([message('Two')])
  })
})
