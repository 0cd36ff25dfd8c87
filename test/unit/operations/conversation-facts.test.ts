import { expect, test } from 'vitest'
import { conversationFacts } from '../../../src/operations/conversation-facts.ts'

const chatTool = { type: 'function', function: { name: 'get_weather', parameters: {} } }
const facts = { turn: 2, toolResults: 1, lastTool: 'get_weather', tools: ['get_weather'], schema: 'answer' }

test('a chat completion and a response with the same conversation have the same facts', () => {
  const chat = conversationFacts({
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'The weather in Paris?' },
      {
        role: 'assistant',
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'sunny' },
    ],
    tools: [chatTool],
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: {} } },
  })
  const response = conversationFacts({
    instructions: 'Be brief.',
    input: [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'The weather in Paris?' },
      { type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '{}' },
      { type: 'function_call_output', call_id: 'call_1', output: 'sunny' },
    ],
    tools: [{ type: 'function', name: 'get_weather', parameters: {} }],
    text: { format: { type: 'json_schema', name: 'answer', schema: {} } },
  })
  expect(chat).toEqual({ ...facts, system: 'Be brief.' })
  expect(response).toEqual(chat)
})

test('a text input is the first turn, with the instructions as system text', () => {
  expect(conversationFacts({ input: 'Hi', instructions: 'Be brief.' })).toEqual({
    turn: 1,
    toolResults: 0,
    lastTool: null,
    system: 'Be brief.',
    tools: [],
    schema: null,
  })
})

test('a new thread and a legacy completion have a turn', () => {
  expect(conversationFacts({ thread: { messages: [{ role: 'user', content: 'Hi' }] } }).turn).toBe(1)
  expect(conversationFacts({ prompt: 'Hi' }).turn).toBe(1)
})

test('a body without a conversation has no turn', () => {
  expect(conversationFacts({}).turn).toBe(0)
})
