import type OpenAI from 'openai'
import { describe, expect, test } from 'vitest'

/** A runtime that flows run against. */
export interface FlowTarget {
  client: OpenAI
  /** Forgets everything that is not kept durably, as a restart does. */
  restart: () => Promise<void> | void
}

const getWeather = {
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
}
const responseTools = [{ type: 'function' as const, strict: false, ...getWeather }]
const assistantTools = [{ type: 'function' as const, function: getWeather }]

/** @returns all items of a list */
async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) {
    all.push(item)
  }
  return all
}

/** @returns the JSON of an object that the SDK parsed, without what its stream helpers add */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, member: unknown) =>
      /^(?:parsed|output_parsed|output_text|_request_id)$/.test(name) ? undefined : member,
    ),
  )
}

/**
 * Defines flows of several requests about stored text: responses, conversations, completions, threads.
 *
 * @param target called by each flow
 */
export function describeTextFlows(target: () => FlowTarget): void {
  describe('stored responses', () => {
    test('a chain of responses counts everything that was said and survives a restart', async () => {
      const { client, restart } = target()
      const first = await client.responses.create({
        model: 'gpt-4.1',
        input: 'The weather in Paris?',
        tools: responseTools,
      })
      const [call] = first.output.flatMap((item) => (item.type === 'function_call' ? [item] : []))
      await restart()
      const second = await client.responses.create({
        model: 'gpt-4.1',
        tools: responseTools,
        previous_response_id: first.id,
        input: [{ type: 'function_call_output', call_id: call?.call_id ?? '', output: '21 degrees' }],
      })
      expect(second.output_text).toBe('Here is what I found: 21 degrees.')
      const third = await client.responses.create({
        model: 'gpt-4.1',
        input: 'Thanks',
        previous_response_id: second.id,
      })
      expect(third.usage?.input_tokens).toBeGreaterThan(second.usage?.input_tokens ?? Infinity)
      expect(plain(await client.responses.retrieve(second.id))).toEqual(plain(second))
      expect((await client.responses.inputItems.list(third.id)).data).toMatchObject([
        { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Thanks' }] },
      ])
      await client.responses.delete(second.id)
      await expect(client.responses.retrieve(second.id)).rejects.toMatchObject({ status: 404 })
      await expect(
        client.responses.create({ model: 'gpt-4.1', input: 'More', previous_response_id: second.id }),
      ).rejects.toMatchObject({ status: 400, code: 'previous_response_not_found' })
    })

    test('a streamed response is stored as its last event has it, and is streamed again', async () => {
      const { client, restart } = target()
      const streamed = await client.responses
        .stream({ model: 'gpt-4.1', input: 'Stream this' })
        .finalResponse()
      await restart()
      expect(plain(await client.responses.retrieve(streamed.id))).toEqual(plain(streamed))
      const events = await collect(
        await client.responses.retrieve(streamed.id, { stream: true, starting_after: 1 }),
      )
      expect(events[0]?.sequence_number).toBe(2)
      const last = events.at(-1)
      expect(last?.type === 'response.completed' && plain(last.response)).toEqual(plain(streamed))
    })

    test('a response in the background is completed once it is looked at', async () => {
      const { client, restart } = target()
      const queued = await client.responses.create({ model: 'gpt-4.1', input: 'Later', background: true })
      expect(queued).toMatchObject({ status: 'queued', output: [] })
      await restart()
      const done = await client.responses.retrieve(queued.id)
      expect(done).toMatchObject({ id: queued.id, status: 'completed', background: true })
      expect(done.output_text).toContain('Later')
      await restart()
      expect(plain(await client.responses.retrieve(queued.id))).toEqual(plain(done))
    })
  })

  describe('conversations', () => {
    test('concurrent responses lose no item of their conversation', async () => {
      const { client, restart } = target()
      const { id } = await client.conversations.create({ items: [{ role: 'user', content: 'Hi' }] })
      const questions = Array.from({ length: 12 }, (_, index) => `Question ${index % 6}`)
      const answers = await Promise.all(
        questions.map((input) => client.responses.create({ model: 'gpt-4.1', input, conversation: id })),
      )
      expect(new Set(answers.map((answer) => answer.id)).size).toBe(12)
      await restart()
      const items = await collect(client.conversations.items.list(id, { limit: 5, order: 'asc' }))
      expect(items).toHaveLength(25)
      expect(new Set(items.map((item) => item.id)).size).toBe(25)
      const next = await client.responses.create({ model: 'gpt-4.1', input: 'All', conversation: id })
      expect(next.usage?.input_tokens).toBeGreaterThan(200)
    })

    test('a conversation is changed, loses an item, and is deleted', async () => {
      const { client } = target()
      const { id } = await client.conversations.create({ metadata: { topic: 'a' } })
      const added = await client.conversations.items.create(id, { items: [{ role: 'user', content: 'One' }] })
      const itemId = added.data[0]?.id ?? ''
      expect(await client.conversations.update(id, { metadata: { topic: 'b' } })).toMatchObject({
        id,
        metadata: { topic: 'b' },
      })
      expect(await client.conversations.items.retrieve(itemId, { conversation_id: id })).toEqual(
        added.data[0],
      )
      expect(await client.conversations.items.delete(itemId, { conversation_id: id })).toMatchObject({
        id,
        metadata: { topic: 'b' },
      })
      expect((await client.conversations.items.list(id)).data).toEqual([])
      await client.conversations.delete(id)
      for (const gone of [
        client.conversations.retrieve(id),
        client.conversations.delete(id),
        client.conversations.items.retrieve(itemId, { conversation_id: id }),
        client.responses.create({ model: 'gpt-4.1', input: 'Hi', conversation: id }),
      ]) {
        await expect(gone).rejects.toMatchObject({
          status: 404,
          message: `404 Conversation with id '${id}' not found.`,
        })
      }
    })
  })

  test('stored chat completions are listed, changed and deleted', async () => {
    const { client, restart } = target()
    const model = `stored-${Math.random()}`
    const messages = [{ role: 'user' as const, content: 'Keep this' }]
    const one = await client.chat.completions.create({
      model,
      messages,
      store: true,
      metadata: { kind: 'plain' },
    })
    const streamed = client.chat.completions.stream({
      model,
      messages,
      store: true,
      metadata: { kind: 'stream' },
    })
    const two = await streamed.finalChatCompletion()
    await restart()
    expect((await collect(client.chat.completions.list({ model, limit: 1 }))).map(({ id }) => id)).toEqual([
      one.id,
      two.id,
    ])
    expect((await client.chat.completions.list({ model, metadata: { kind: 'stream' } })).data).toMatchObject([
      { id: two.id, choices: [{ message: { content: two.choices[0]?.message.content } }] },
    ])
    expect((await client.chat.completions.messages.list(two.id)).data).toMatchObject([
      { role: 'user', content: 'Keep this' },
    ])
    const changed = await client.chat.completions.update(one.id, { metadata: { kind: 'changed' } })
    expect(changed).toMatchObject({
      id: one.id,
      choices: [{ message: { content: one.choices[0]?.message.content } }],
      metadata: { kind: 'changed' },
    })
    await client.chat.completions.delete(one.id)
    await expect(client.chat.completions.retrieve(one.id)).rejects.toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })

  describe('runs', () => {
    test('a run waits for tool outputs, then adds its message and steps', async () => {
      const { client, restart } = target()
      const { assistants, threads } = client.beta
      const assistant = await assistants.create({
        model: 'gpt-4o',
        instructions: 'Be brief.',
        tools: assistantTools,
      })
      const thread = await threads.create({ messages: [{ role: 'user', content: 'The weather in Paris?' }] })
      const path = { thread_id: thread.id }
      const run = await threads.runs.createAndPoll(
        thread.id,
        { assistant_id: assistant.id },
        { pollIntervalMs: 1 },
      )
      expect(run).toMatchObject({ status: 'requires_action', model: 'gpt-4o', instructions: 'Be brief.' })
      await expect(threads.messages.create(thread.id, { role: 'user', content: 'Hi' })).rejects.toMatchObject(
        { status: 400 },
      )
      await expect(threads.runs.create(thread.id, { assistant_id: assistant.id })).rejects.toMatchObject({
        status: 400,
      })
      await restart()
      const outputs = (run.required_action?.submit_tool_outputs.tool_calls ?? []).map(({ id }) => ({
        tool_call_id: id,
        output: '21 degrees',
      }))
      const done = await threads.runs.submitToolOutputsAndPoll(
        run.id,
        { ...path, tool_outputs: outputs },
        { pollIntervalMs: 1 },
      )
      expect(done.status).toBe('completed')
      await restart()
      const messages = await collect(threads.messages.list(thread.id, { order: 'asc' }))
      expect(messages).toMatchObject([
        { role: 'user' },
        {
          role: 'assistant',
          run_id: run.id,
          content: [{ text: { value: 'Here is what I found: 21 degrees.' } }],
        },
      ])
      const steps = await collect(threads.runs.steps.list(run.id, { ...path, order: 'asc' }))
      expect(steps.map(({ type, status }) => [type, status])).toEqual([
        ['tool_calls', 'completed'],
        ['message_creation', 'completed'],
      ])
      expect(steps[1]?.step_details).toEqual({
        type: 'message_creation',
        message_creation: { message_id: messages[1]?.id },
      })
      await expect(threads.runs.cancel(run.id, path)).rejects.toMatchObject({ status: 400 })
    })

    test('a streamed run stores the run, message and step of its events', async () => {
      const { client, restart } = target()
      const { threads } = client.beta
      const { id: assistant_id } = await client.beta.assistants.create({
        model: 'gpt-4o',
        tools: assistantTools,
      })
      const stream = threads.createAndRunStream({
        assistant_id,
        thread: { messages: [{ role: 'user', content: 'The weather in Rome?' }] },
      })
      const waiting = await stream.finalRun()
      const outputs = (waiting.required_action?.submit_tool_outputs.tool_calls ?? []).map(({ id }) => ({
        tool_call_id: id,
        output: 'Rain',
      }))
      const path = { thread_id: waiting.thread_id }
      const rest = threads.runs.submitToolOutputsStream(waiting.id, { ...path, tool_outputs: outputs })
      const [run, [message], streamedSteps] = [
        await rest.finalRun(),
        await rest.finalMessages(),
        await rest.finalRunSteps(),
      ]
      await restart()
      expect(plain(await threads.runs.retrieve(run.id, path))).toEqual(plain(run))
      expect((await threads.messages.list(waiting.thread_id)).data[0]).toEqual(message)
      expect((await threads.runs.steps.list(run.id, { ...path, order: 'asc' })).data).toEqual(streamedSteps)
    })

    test('a cancelled run writes no message', async () => {
      const { client } = target()
      const { threads } = client.beta
      const { id: assistant_id } = await client.beta.assistants.create({ model: 'gpt-4o' })
      const thread = await threads.create({ messages: [{ role: 'user', content: 'Why?' }] })
      const run = await threads.runs.create(thread.id, { assistant_id })
      expect(run.status).toBe('queued')
      expect((await threads.runs.cancel(run.id, { thread_id: thread.id })).status).toBe('cancelling')
      expect((await threads.runs.retrieve(run.id, { thread_id: thread.id })).status).toBe('cancelled')
      expect((await threads.messages.list(thread.id)).data).toHaveLength(1)
    })
  })
}
