import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'

const client = new OpenAI({ apiKey: 'sk-test', fetch: createMock().fetch })
const { runs, messages } = client.beta.threads
const assistant = { assistant_id: 'asst_1' }
const getWeather: OpenAI.Beta.AssistantTool = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}
const threadWith = (content: string) => ({ messages: [{ role: 'user' as const, content }] })

describe('assistant runs', () => {
  test('createAndRunPoll completes the run, and the thread lists its answer', async () => {
    const run = await client.beta.threads.createAndRunPoll({ ...assistant, thread: threadWith('Why?') })
    expect(run.status).toBe('completed')
    const { data } = await messages.list(run.thread_id, { run_id: run.id })
    expect(data).toMatchObject([{ role: 'assistant', run_id: run.id, thread_id: run.thread_id }])
    const steps = await runs.steps.list(run.id, { thread_id: run.thread_id })
    expect(steps.data[0]?.step_details).toEqual({
      type: 'message_creation',
      message_creation: { message_id: data[0]?.id },
    })
    expect(steps.data[0]?.usage).toEqual(run.usage)
  })

  test('a run with a matching tool waits for its outputs and completes after them', async () => {
    const run = await client.beta.threads.createAndRun({
      ...assistant,
      thread: threadWith('The weather in Paris?'),
      tools: [getWeather],
    })
    expect(run.status).toBe('requires_action')
    const [call] = run.required_action?.submit_tool_outputs.tool_calls ?? []
    expect(call?.function).toEqual({ name: 'get_weather', arguments: '{"city":"Paris"}' })
    const done = await runs.submitToolOutputsAndPoll(run.id, {
      thread_id: run.thread_id,
      tool_outputs: [{ tool_call_id: call?.id ?? '', output: '21 degrees' }],
    })
    expect(done).toMatchObject({ id: run.id, status: 'completed', required_action: null })
  })

  test('a streamed run emits tool calls, then the answer with their outputs', async () => {
    const stream = client.beta.threads.createAndRunStream({
      ...assistant,
      thread: threadWith('The weather in Paris?'),
      tools: [getWeather],
    })
    const streamed: string[] = []
    stream.on('toolCallDone', (call) => {
      streamed.push(call.type === 'function' ? call.function.arguments : call.type)
    })
    const run = await stream.finalRun()
    expect(run.status).toBe('requires_action')
    expect(streamed).toEqual(['{"city":"Paris"}'])
    const callId = run.required_action?.submit_tool_outputs.tool_calls[0]?.id
    const goneOn = runs.submitToolOutputsStream(run.id, {
      thread_id: run.thread_id,
      tool_outputs: [{ tool_call_id: callId ?? '', output: '21 degrees' }],
    })
    const [message] = await goneOn.finalMessages()
    expect(JSON.stringify(message?.content)).toContain('21 degrees')
    expect((await goneOn.finalRun()).status).toBe('completed')
  })

  test('a reply with toolCalls on getRun makes a polled run wait', async () => {
    const reply = { toolCalls: [{ name: 'get_weather', arguments: { city: 'Oslo' } }] }
    const { fetch } = createMock({ patches: { patches: [{ operation: 'getRun', reply }] } })
    const patched = new OpenAI({ apiKey: 'sk-test', fetch })
    const run = await patched.beta.threads.createAndRunPoll({
      ...assistant,
      thread: threadWith('The weather in Paris?'),
      tools: [getWeather],
    })
    expect(run.status).toBe('requires_action')
    const [call] = run.required_action?.submit_tool_outputs.tool_calls ?? []
    expect(call?.function).toEqual({ name: 'get_weather', arguments: '{"city":"Oslo"}' })
  })

  test('a streamed run returns a structured output', async () => {
    const stream = client.beta.threads.createAndRunStream({
      ...assistant,
      thread: threadWith('Where?'),
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'place',
          schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        },
      },
    })
    const [message] = await stream.finalMessages()
    const [part] = message?.content ?? []
    expect(part?.type === 'text' ? JSON.parse(part.text.value) : undefined).toEqual({
      city: expect.stringMatching(/\w/),
    })
  })
})
